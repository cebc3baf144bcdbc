"""Topics and entities that somebody found to be one: which of them stands for which, wherever tags are read or counted.

The rows stay what they are; one points to the other (`merged_into`), so that it can be taken back, and so that what a
colleague goes on tagging with the other is found with the one.
"""

from typing import Literal

from reviewer.store.library import Library

Unifiable = Literal["topic", "entity"]


def standing(library: Library, table: Unifiable) -> dict[bytes, bytes]:
    """For each row that was found to be one with another, the row that stands for both; empty where there is none.

    A row that was deleted stands for no other. In a circle, which only a merge can leave, the smallest identity stands.
    """
    links: dict[bytes, bytes] = dict(
        library.execute(
            f"SELECT one.id, one.merged_into FROM {table} AS one JOIN {table} AS other ON other.id = one.merged_into "
            f"WHERE one.merged_into IS NOT NULL AND one.deleted = 0 AND other.deleted = 0"
        ).fetchall()
    )
    found: dict[bytes, bytes] = {}
    for row in links:
        way = [row]
        while (above := links.get(way[-1])) is not None and above not in way:
            way.append(above)
        circle = way[way.index(above) :] if above is not None else way[-1:]
        if (stands := min(circle)) != row:
            found[row] = stands
    return found


def stands_for(library: Library, table: Unifiable, row: bytes) -> bytes:
    """The row that stands for this one; itself where it was not found to be one with another."""
    return standing(library, table).get(row, row)


def members(library: Library, table: Unifiable, row: bytes) -> list[bytes]:
    """All rows that one row stands for, or the one that stands for it does: that one first."""
    stand = standing(library, table)
    first = stand.get(row, row)
    return [first, *sorted(other for other, stands in stand.items() if stands == first)]
