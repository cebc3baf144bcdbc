"""When each field was changed last: what decides between two libraries that are merged.

A row whose fields are edited one by one (a topic's name, its colour) keeps a moment for each that was edited since the
row was made. A row that is one fact (a tag, a passage, an alias) has its own moment alone, `hlc`.
"""

import sqlite3
from collections.abc import Callable

FIELDS: dict[str, tuple[str, ...]] = {
    "coder": ("name", "deleted"),
    "document": (
        "text_id",
        "title",
        "authors",
        "published",
        "source",
        "url",
        "language",
        "status",
        "deleted",
    ),
    "topic": ("parent_id", "name", "colour", "description", "merged_into", "deleted"),
    "entity": ("kind", "name", "colour", "description", "merged_into", "deleted"),
    "memo": ("text", "deleted"),
}
"""The fields that have clocks of their own, by table."""


def keep_clocks(connection: sqlite3.Connection, running: Callable[[], bool]) -> None:
    """Keeps the clocks with every change on this connection, undo included; while `running` says no, merging does."""
    connection.create_function("clocks_run", 0, lambda: int(running()))
    for table, fields in FIELDS.items():
        for field in fields:
            connection.execute(
                f"CREATE TEMP TRIGGER clock_{table}_{field} AFTER UPDATE OF {field} ON main.{table} "
                f"WHEN old.{field} IS NOT new.{field} AND clocks_run() BEGIN "
                f"INSERT OR REPLACE INTO field_clock VALUES ('{table}', new.id, '{field}', new.hlc); END"
            )
    connection.execute(
        "CREATE TEMP TRIGGER clock_new_document AFTER INSERT ON main.document WHEN clocks_run() BEGIN "
        "INSERT OR REPLACE INTO field_clock VALUES ('document', new.id, 'deleted', new.hlc); END"
    )
