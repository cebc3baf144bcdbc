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
from reviewer.store.merging.tables import TABLES, Table
from reviewer.store.withheld import NAMES


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two values of one field, of which neither side had seen the other's."""

    table: str
    row: bytes
    field: str
    kept: Any
    lost: Any


def join_rows(connection: sqlite3.Connection, step: int) -> tuple[list[Rivals], Counter[str]]:
    """Brings every row that came together with ours.

    Gives back what two people changed at the same time, and how many rows of each table were not here.
    """
    rivals: list[Rivals] = []
    arrived: Counter[str] = Counter()
    for table in TABLES:
        if table.fields:
            rivals += _join_fields(connection, table)
        else:
            _join_facts(connection, table)
        _join_made(connection, table)
    _join_clocks(connection, step)
    for table in TABLES:
        if table.fields:
            connection.execute(
                f"UPDATE {table.name} SET hlc = came.hlc FROM came_{table.name} AS came "
                f"WHERE came.id = {table.name}.id AND came.hlc > {table.name}.hlc"
            )
        arrived[table.name] = _insert(connection, table, step)
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


def _join_facts(connection: sqlite3.Connection, table: Table) -> None:
    name = table.name
    mine = ", ".join(f"{name}.{column}" for column in table.register)
    theirs = ", ".join(f"came.{column}" for column in table.register)
    taken = ", ".join(f"{column} = came.{column}" for column in table.register)
    connection.execute(
        f"UPDATE {name} SET {taken} FROM came_{name} AS came WHERE {_same_key(table)} AND ({theirs}) > ({mine})"
    )


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
            # Where only one of them changed the field, or one had seen the other's change, there is nothing to choose.
            if (my_clock is None) != (their_clock is None) or field == "deleted" or {mine, theirs} & NAMES:
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
    note_arrivals(connection, step, "field_clock", ((row, f"{table}.{field}") for row, table, field in rows))


def _insert_clocks(connection: sqlite3.Connection) -> Iterator[tuple[bytes, str, str]]:
    for table in TABLES:
        if table.fields:
            yield from connection.execute(
                f"INSERT INTO field_clock SELECT tbl, row, field, hlc FROM came_field_clock WHERE tbl = '{table.name}' "
                f"AND row IN (SELECT id FROM {table.name}) ON CONFLICT(tbl, row, field) DO NOTHING "
                f"RETURNING row, tbl, field"
            ).fetchall()


def _insert(connection: sqlite3.Connection, table: Table, step: int) -> int:
    """Inserts the rows that are not here; how many of them are not deleted."""
    columns = ", ".join(table.columns)
    key = ", ".join(table.key)
    counts = []
    for deleted in (0, 1):
        keys: Iterable[tuple[Any, ...]] = connection.execute(
            f"INSERT INTO {table.name}({columns}) SELECT {columns} FROM came_{table.name} WHERE deleted = {deleted} "
            f"ON CONFLICT({key}) DO NOTHING RETURNING {key}"
        )
        if table.kind != "tag":
            keys = list(keys)
            connection.executemany(
                "INSERT INTO new_row VALUES (?) ON CONFLICT DO NOTHING", [row[:1] for row in keys]
            )
        counts.append(note_arrivals(connection, step, table.name, keys))
    return counts[0]


def _same_key(table: Table) -> str:
    return " AND ".join(f"came.{column} = {table.name}.{column}" for column in table.key)
