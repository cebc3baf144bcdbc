"""Libraries as somebody with bad intentions might send them: each attack by its name, on a file of our own making."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from reviewer.model.passage import Span
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from tests.store.conftest import TEXT, add_text

Attack = Callable[[sqlite3.Connection], None]


def harmless(path: Path) -> Path:
    """A library with a document, a passage, a tag and a memo, closed."""
    with Library.create(path, coder="Eve") as library:
        document = add_text(library, TEXT)
        topic = ensure_topic(library, "Access/Rooms")
        tag_passage(library, document, Span(0, 4), topics=[topic], memo="a memo")
    return path


def spoiled(path: Path, attack: Attack) -> Path:
    """The library after the attack."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    attack(connection)
    connection.close()
    return path


def sql(*statements: str) -> Attack:
    """An attack in SQL."""

    def attack(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return attack


def schema_text(old: str, new: str) -> Attack:
    """An attack on what the file says of its tables."""

    def attack(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        changed = connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?)", (old, new))
        assert changed.rowcount
        connection.execute("PRAGMA schema_version = 4711")

    return attack


def many_tables(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    for number in range(5000):
        connection.execute(f"CREATE TABLE t{number}(a)")
    connection.execute("COMMIT")


def shared_root(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'topic') "
        "WHERE name = 'entity'"
    )


REPLACED = "DROP TABLE memo"
BOMB = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"

REFUSED: dict[str, Attack] = {
    "a view that calls a function of the program": sql(
        REPLACED, "CREATE VIEW memo AS SELECT segmented('x') AS id, current_step() AS text"
    ),
    "a view that loads a library": sql(
        REPLACED, "CREATE VIEW memo AS SELECT load_extension('/tmp/evil') AS id"
    ),
    "a view that never ends": sql(REPLACED, f"CREATE VIEW memo AS {BOMB}"),
    "a view that fills the memory": sql(
        REPLACED, "CREATE VIEW memo AS SELECT hex(zeroblob(400000000)) AS id"
    ),
    "a column that is computed": sql(
        REPLACED,
        "CREATE TABLE memo(id, text AS (hex(zeroblob(400000000))), target_kind, target_id, coder_id)",
    ),
    "a table without types": sql(
        REPLACED, "CREATE TABLE memo(id, target_kind, target_id, text, coder_id, created, hlc, deleted)"
    ),
    "a virtual table": sql(REPLACED, "CREATE VIRTUAL TABLE memo USING fts5(id, text)"),
    "a trigger that empties": sql(
        "CREATE TRIGGER wipe AFTER INSERT ON topic BEGIN DELETE FROM topic_tag; END"
    ),
    "a trigger that calls a function of the program": sql(
        "CREATE TRIGGER call AFTER INSERT ON topic BEGIN SELECT segmented('x'); END"
    ),
    "an index that computes": sql("CREATE INDEX more ON topic(hex(name))"),
    "a table more": sql("CREATE TABLE more(a)"),
    "five thousand tables": many_tables,
    "a rule less": schema_text("CHECK(name <> '')", ""),
    "a default that computes": schema_text("DEFAULT 0", "DEFAULT (abs(0))"),
    "two tables in one place": shared_root,
    "a newer version": sql("PRAGMA user_version = 4000"),
    "another program's number": sql("PRAGMA application_id = 1"),
    "a schema that cannot be read": schema_text("CREATE TABLE memo(", "CREATE TABEL memo("),
}
"""What makes the whole file be refused."""

ROWS: dict[str, tuple[Attack, str, str]] = {
    "a moment at the end of time": (
        sql("UPDATE topic SET hlc = 'ffffffffffff0000ffffffff'"),
        "topic",
        "its moment is none, or lies more than a year ahead",
    ),
    "a moment that is none": (
        sql("UPDATE topic_tag SET hlc = 'now'"),
        "topic_tag",
        "its moment is none, or lies more than a year ahead",
    ),
    "a field's moment at the end of time": (
        sql("INSERT INTO field_clock SELECT 'topic', id, 'name', 'ffffffffffff0000ffffffff' FROM topic"),
        "field_clock",
        "its moment is none, or lies more than a year ahead",
    ),
    "everything seen until the end of time": (
        sql("UPDATE seen SET hlc = 'ffffffffffff0000' || device"),
        "seen",
        "its moment is none, or lies more than a year ahead",
    ),
    "another's moment": (
        sql("UPDATE seen SET device = 'ffffffff'"),
        "seen",
        "its moment is another device's",
    ),
    "a field that is none": (
        sql("INSERT INTO field_clock SELECT 'topic', id, 'id', hlc FROM topic"),
        "field_clock",
        "it is of no field",
    ),
    "a title that is not UTF-8": (
        sql("UPDATE document SET title = CAST(x'c3282f' AS TEXT)"),
        "document",
        "its title is not UTF-8",
    ),
    "a name with a NUL": (
        sql("UPDATE topic SET name = CAST(x'41004243' AS TEXT) WHERE name = 'Rooms'"),
        "topic",
        "its name is none",
    ),
    "a memo of three megabytes": (
        sql("UPDATE memo SET text = hex(zeroblob(1500000))"),
        "memo",
        "its text is missing, too long, or holds a NUL",
    ),
    "a colour that is code": (
        sql("UPDATE topic SET colour = '#<scrip'"),
        "topic",
        "its colour is not written as it should be",
    ),
    "authors that are no names": (
        sql("""UPDATE document SET authors = '[{"a": 1}]'"""),
        "document",
        "its authors are no list of names",
    ),
    "a document that is not named by its content": (
        sql("UPDATE document SET id = x'00112233445566778899aabbccddeeff'"),
        "document",
        "it is not named by its content",
    ),
    "a text that is not the one of its hash": (
        sql(
            "DROP TRIGGER text_version_is_written_once",
            "UPDATE text_version SET content = upper(content)",
            "CREATE TRIGGER text_version_is_written_once BEFORE UPDATE ON text_version "
            "BEGIN SELECT RAISE(ABORT, 'a text version is written once'); END",
        ),
        "text_version",
        "its words are not those that its hash names",
    ),
    "an original that is not the one of its hash": (
        sql("UPDATE original SET content = zeroblob(size)"),
        "original",
        "its bytes are not those that its hash names",
    ),
    "a layout that cannot be read": (
        sql(
            "DROP TRIGGER text_version_is_written_once",
            """UPDATE text_version SET layout = '{"blocks": [["heading", 0, 99999, 1]]}'""",
            "CREATE TRIGGER text_version_is_written_once BEFORE UPDATE ON text_version "
            "BEGIN SELECT RAISE(ABORT, 'a text version is written once'); END",
        ),
        "text_version",
        "its layout cannot be read, and was left out",
    ),
    "a passage past the end of its text": (
        sql('UPDATE passage SET "end" = 999999'),
        "passage",
        "its place is not in its text",
    ),
    "a passage that is not named by its place": (
        sql("UPDATE passage SET start = 1, quote = substr(quote, 2)"),
        "passage",
        "it is not named by its place",
    ),
    "a quotation that the text does not say": (
        sql("UPDATE passage SET quote = 'lies'"),
        "passage",
        "its quotation is not what the text says there",
    ),
    "a passage of no text": (
        sql("UPDATE passage SET text_id = x'00112233445566778899aabbccddeeff'"),
        "passage",
        "its text is neither here nor in the file",
    ),
    "a tag of nobody": (
        sql("UPDATE topic_tag SET coder_id = x'00112233445566778899aabbccddeeff'"),
        "topic_tag",
        "the coder that it refers to is neither here nor in the file",
    ),
    "a topic below none": (
        sql("UPDATE topic SET parent_id = x'00112233445566778899aabbccddeeff' WHERE parent_id IS NULL"),
        "topic",
        "the topic that it refers to is neither here nor in the file",
    ),
    "a role that is none": (
        sql(
            "INSERT INTO entity VALUES (x'00112233445566778899aabbccddeeff', 'person', 'E', '#112233', '', "
            "'2026-01-01T00:00:00Z', '000000000001000000000001', 0, NULL)",
            "INSERT INTO entity_tag SELECT x'00112233445566778899aabbccddeeff', id, 'owner', coder_id, created, hlc, 0 "
            "FROM passage",
        ),
        "entity_tag",
        "its role is none",
    ),
    "an identity of one byte": (sql("UPDATE memo SET id = x'01'"), "memo", "its id is no identity"),
    "a memo about nothing": (
        sql("UPDATE memo SET target_id = x'00112233445566778899aabbccddeeff'"),
        "memo",
        "the passage that it is about is neither here nor in the file",
    ),
    "a field set aside that cannot be": (
        sql("INSERT INTO set_aside SELECT 'topic', id, 'name', 1, hlc FROM topic"),
        "set_aside",
        "it sets nothing aside that could be",
    ),
}
"""What makes rows be refused: the attack, the table, and what is said of it."""

HARMLESS: dict[str, Attack] = {
    "topics in a circle": sql(
        "UPDATE topic SET parent_id = (SELECT id FROM topic WHERE name = 'Rooms') WHERE name = 'Access'"
    ),
    "statistics that mislead": sql("ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 1 1 1 1'"),
    "words that attack a spreadsheet and a page": sql(
        """UPDATE topic SET name = '=cmd|x!A1<img src=x onerror=alert(1)>' WHERE name = 'Access'"""
    ),
    "an index that lies": sql(
        "DELETE FROM passage_fts_data WHERE id > 10",
        "UPDATE document_fts_data SET block = zeroblob(8) WHERE id > 10",
    ),
}
"""What is read as any other library is, because nothing in it is believed that matters."""

BACK_TO_THE_SECOND = sql(
    *("DROP TABLE merge_note", "DROP TABLE set_aside", "DROP INDEX topic_merged", "DROP INDEX entity_merged"),
    *("DROP INDEX step_position", "DROP INDEX step_batch", "ALTER TABLE step DROP COLUMN kind"),
    "DELETE FROM _sqlite_migrations WHERE name > 'm003'",
    "PRAGMA user_version = 2",
)
"""Makes of a library one of the second version."""
