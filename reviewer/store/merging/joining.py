"""Joining what came with what is here, register by register: the later counts, and of equally late ones the larger.

The result does not depend on the order in which libraries are merged, nor on how often. Everything is set-based; what a
merge changed can be taken back because `noting` saw it.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reviewer.store.merging.noting import note_arrivals
from reviewer.store.merging.staging import refuse_dangling
from reviewer.store.merging.tables import TABLES, Table
from reviewer.store.received import Received
from reviewer.store.withheld import NAMES

_UNKNOWN = frozenset({*NAMES, "", "[]", None, bytes(16)})
"""Values of fields that nobody has set, or that were withheld."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two values of one field, of which neither side had seen the other's."""

    table: str
    row: bytes
    field: str
    kept: Any
    lost: Any


def join_rows(
    connection: sqlite3.Connection, received: Received, step: int
) -> tuple[list[Rivals], Counter[str]]:
    """Brings every row that came together with ours.

    Gives back what two people changed at the same time, and how many rows of each table were not here.
    """
    rivals: list[Rivals] = []
    arrived: Counter[str] = Counter()
    for table in TABLES:
        if table.fields:
            rivals += _join_fields(connection, table)
            _join_made(connection, table)
    _join_clocks(connection, step)
    for table in TABLES:
        if table.name in {"topic_tag", "entity_tag", "memo"}:
            refuse_dangling(connection, received, table.name)
        arrived[table.name] = _join_whole(connection, table, step)
    # Those of rows that came go with them.
    for _ in _insert_clocks(connection):
        pass
    connection.execute(
        "INSERT INTO seen SELECT device, hlc FROM came_seen WHERE TRUE "
        "ON CONFLICT(device) DO UPDATE SET hlc = excluded.hlc WHERE excluded.hlc > seen.hlc"
    )
    return rivals, arrived


def restore_set_aside(connection: sqlite3.Connection) -> None:
    """Gives the fields that the rules of merging have set aside their own values again, here and in what came."""
    for prefix in ("", "came_"):
        rows = connection.execute(f"SELECT tbl, row, field, value, hlc FROM {prefix}set_aside").fetchall()
        for table, row, field, value, hlc in rows:
            moment = (
                "hlc"
                if table == "passage"
                else f"(SELECT hlc FROM {prefix}field_clock WHERE tbl = '{table}' AND row = :row AND field = '{field}')"
            )
            connection.execute(
                f"UPDATE {prefix}{table} SET {field} = :value WHERE id = :row AND coalesce({moment}, '') = :hlc",
                {"value": value, "row": row, "hlc": hlc},
            )
    connection.execute("DELETE FROM set_aside")


def _join_fields(connection: sqlite3.Connection, table: Table) -> Iterator[Rivals]:
    seen_here = dict(connection.execute("SELECT device, hlc FROM seen").fetchall())
    seen_there = dict(connection.execute("SELECT device, hlc FROM came_seen").fetchall())
    for field in table.fields:
        # Where nobody has changed the field since its row was made, it has no moment.
        rows = connection.execute(
            f"SELECT mine.id, mine.{field}, came.{field}, my_clock.hlc, their_clock.hlc, mine.hlc, came.hlc, "
            f"(coalesce(their_clock.hlc, ''), coalesce(came.{field}, '')) > "
            f"(coalesce(my_clock.hlc, ''), coalesce(mine.{field}, '')) "
            f"FROM came_{table.name} AS came JOIN {table.name} AS mine ON mine.id = came.id "
            f"LEFT JOIN field_clock AS my_clock "
            f"ON my_clock.tbl = '{table.name}' AND my_clock.row = mine.id AND my_clock.field = '{field}' "
            f"LEFT JOIN came_field_clock AS their_clock "
            f"ON their_clock.tbl = '{table.name}' AND their_clock.row = mine.id AND their_clock.field = '{field}' "
            f"WHERE came.{field} IS NOT mine.{field}"
        ).fetchall()
        for row, mine, theirs, my_clock, their_clock, my_last, their_last, is_theirs in rows:
            if is_theirs:
                connection.execute(f"UPDATE {table.name} SET {field} = ? WHERE id = ?", (theirs, row))
            # Where only one of them changed the field, or one had seen the other's change, there is nothing to choose; nor
            # where one does not know the value.
            if (my_clock is None) != (their_clock is None) or field == "deleted":
                continue
            if my_clock is None and {mine, theirs} & _UNKNOWN:
                continue
            here, there = my_clock or my_last, their_clock or their_last
            if there > seen_here.get(there[16:], "") and here > seen_there.get(here[16:], ""):
                yield Rivals(table.name, row, field, *((theirs, mine) if is_theirs else (mine, theirs)))


def _join_made(connection: sqlite3.Connection, table: Table) -> None:
    """When and by whom something was made: by the first; and what was withheld: by whoever has it."""
    name = table.name
    if table.first:
        mine = ", ".join(f"{name}.{column}" for column in table.first)
        theirs = ", ".join(f"came.{column}" for column in table.first)
        taken = ", ".join(f"{column} = came.{column}" for column in table.first)
        connection.execute(
            f"UPDATE {name} SET {taken} FROM came_{name} AS came WHERE {_same_key(table)} AND ({theirs}) < ({mine})"
        )
    if table.known:
        larger = " OR ".join(f"came.{column} > {name}.{column}" for column in table.known)
        taken = ", ".join(f"{column} = max({name}.{column}, came.{column})" for column in table.known)
        connection.execute(
            f"UPDATE {name} SET {taken} FROM came_{name} AS came WHERE {_same_key(table)} AND ({larger})"
        )


def _join_clocks(connection: sqlite3.Connection, step: int) -> None:
    """The moments of fields whose rows are here. Those that come have to be noted one by one."""
    connection.execute(
        "UPDATE field_clock SET hlc = came.hlc FROM came_field_clock AS came WHERE came.tbl = field_clock.tbl "
        "AND came.row = field_clock.row AND came.field = field_clock.field AND came.hlc > field_clock.hlc"
    )
    rows = _insert_clocks(connection)
    note_arrivals(
        connection, step, "field_clock", ((1, row, f"{table}.{field}") for row, table, field in rows)
    )


def _insert_clocks(connection: sqlite3.Connection) -> Iterator[tuple[bytes, str, str]]:
    for table in TABLES:
        if table.fields:
            yield from connection.execute(
                f"INSERT INTO field_clock SELECT tbl, row, field, hlc FROM came_field_clock WHERE tbl = '{table.name}' "
                f"AND row IN (SELECT id FROM {table.name}) ON CONFLICT(tbl, row, field) DO NOTHING "
                f"RETURNING row, tbl, field"
            ).fetchall()


def _join_whole(connection: sqlite3.Connection, table: Table, step: int) -> int:
    """Inserts the rows that are not here, and of facts takes the later; how many came that are not deleted."""
    columns = ", ".join(table.columns)
    key = ", ".join(table.key)
    changed = connection.execute(
        f"INSERT INTO {table.name}({columns}) SELECT {columns} FROM came_{table.name} WHERE TRUE "
        f"ON CONFLICT({key}) DO {_choice(table)} RETURNING deleted, {key}"
    )
    was = set(connection.execute(f"SELECT {key} FROM was_{table.name}").fetchall())
    rows: Iterable[tuple[Any, ...]] = (row for row in changed if row[1:] not in was) if was else changed
    if table.name not in {"passage", "topic_tag", "entity_tag"}:
        rows = list(rows)
        connection.executemany(
            "INSERT INTO new_row VALUES (?) ON CONFLICT DO NOTHING", [row[1:2] for row in rows]
        )
    return note_arrivals(connection, step, table.name, rows)


def _choice(table: Table) -> str:
    """What becomes of a row that is here and came too."""
    name = table.name
    if table.fields:
        moment = f"hlc = excluded.hlc WHERE excluded.hlc > {name}.hlc"
        return f"UPDATE SET {moment}"
    mine = ", ".join(f"{name}.{column}" for column in table.register)
    theirs = ", ".join(f"excluded.{column}" for column in table.register)
    later = f"({theirs}) > ({mine})"
    if not table.known:
        return f"UPDATE SET {', '.join(f'{column} = excluded.{column}' for column in table.register)} WHERE {later}"
    taken = [
        *(f"{column} = iif({later}, excluded.{column}, {name}.{column})" for column in table.register),
        *(f"{column} = max({name}.{column}, excluded.{column})" for column in table.known),
    ]
    more = " OR ".join(f"excluded.{column} > {name}.{column}" for column in table.known)
    return f"UPDATE SET {', '.join(taken)} WHERE {later} OR {more}"


def _same_key(table: Table) -> str:
    return " AND ".join(f"came.{column} = {table.name}.{column}" for column in table.key)
