"""The tables of a library, as a list of migrations. Nothing here is called while a library is read or written.

Rows of tables that people share carry `hlc` (the moment of their last change, see `clock`) and `deleted`: a row is
never removed but marked, so that what one person took away does not come back from another's copy.
`local`: never leaves this file. CHECKs use no JSON function: with `trusted_schema` off SQLite 3.40 calls them unsafe.
"""

import sqlite3
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x52565752
"""“RVWR”, in the header of every library file."""

_FIRST = (
    # local: what this library is called by itself, and the window's memory of it.
    """CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE coder(
        id BLOB PRIMARY KEY CHECK(length(id) = 16), name TEXT NOT NULL CHECK(name <> ''), created TEXT NOT NULL,
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1))) STRICT, WITHOUT ROWID""",
    # The bytes as they came, once per content; the content stands last so that the rest is read without it.
    """CREATE TABLE original(
        sha256 BLOB PRIMARY KEY CHECK(length(sha256) = 32), size INTEGER NOT NULL CHECK(size >= 0),
        content BLOB NOT NULL) STRICT""",
    # `n` is local and never leaves the file: the search index counts on it across VACUUM.
    # `text_id` is the version that is read now; it has no foreign key, for the version refers to its document.
    """CREATE TABLE document(
        n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
        original BLOB NOT NULL UNIQUE REFERENCES original(sha256), text_id BLOB NOT NULL CHECK(length(text_id) = 16),
        kind TEXT NOT NULL, media_type TEXT NOT NULL, file_name TEXT NOT NULL,
        title TEXT NOT NULL, authors TEXT NOT NULL DEFAULT '[]',
        published TEXT CHECK(published IS NULL OR published GLOB '[0-9][0-9][0-9][0-9]*'),
        source TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL DEFAULT 'new' CHECK(status IN ('new', 'in work', 'done')),
        added TEXT NOT NULL, added_by BLOB NOT NULL REFERENCES coder(id),
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1))) STRICT""",
    """CREATE INDEX document_published ON document(published)""",
    # Written once: a changed file or a better reader makes another version. `layout` is {"blocks": …, "marks": …}.
    """CREATE TABLE text_version(
        n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
        document_id BLOB NOT NULL REFERENCES document(id), original BLOB NOT NULL REFERENCES original(sha256),
        extractor TEXT NOT NULL, sha256 BLOB NOT NULL CHECK(length(sha256) = 32),
        length INTEGER NOT NULL CHECK(length >= 0), created TEXT NOT NULL,
        layout TEXT NOT NULL DEFAULT '{}', content TEXT NOT NULL) STRICT""",
    """CREATE INDEX text_version_document ON text_version(document_id)""",
    """CREATE TRIGGER text_version_is_written_once BEFORE UPDATE ON text_version
       BEGIN SELECT RAISE(ABORT, 'a text version is written once'); END""",
    """CREATE TABLE page(
        text_id BLOB NOT NULL REFERENCES text_version(id), page INTEGER NOT NULL CHECK(page >= 0),
        start INTEGER NOT NULL CHECK(start >= 0), "end" INTEGER NOT NULL CHECK("end" >= start),
        width REAL NOT NULL, height REAL NOT NULL, label TEXT NOT NULL DEFAULT '',
        PRIMARY KEY(text_id, page)) STRICT, WITHOUT ROWID""",
    # A passage's id is made from its text version and bounds: two people who mark one sentence mark one passage.
    """CREATE TABLE passage(
        n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
        document_id BLOB NOT NULL REFERENCES document(id), text_id BLOB NOT NULL REFERENCES text_version(id),
        start INTEGER NOT NULL CHECK(start >= 0), "end" INTEGER NOT NULL CHECK("end" > start),
        quote TEXT NOT NULL, prefix TEXT NOT NULL DEFAULT '', suffix TEXT NOT NULL DEFAULT '', page INTEGER,
        coder_id BLOB NOT NULL REFERENCES coder(id), created TEXT NOT NULL,
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1))) STRICT""",
    """CREATE INDEX passage_in_document ON passage(document_id, deleted, start, "end")""",
    """CREATE TABLE topic(
        id BLOB PRIMARY KEY CHECK(length(id) = 16), parent_id BLOB REFERENCES topic(id) CHECK(parent_id IS NOT id),
        name TEXT NOT NULL CHECK(name <> '' AND name NOT LIKE '%/%'), colour TEXT NOT NULL CHECK(colour GLOB '#??????'),
        description TEXT NOT NULL DEFAULT '', created TEXT NOT NULL,
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1))) STRICT, WITHOUT ROWID""",
    """CREATE INDEX topic_parent ON topic(parent_id)""",
    """CREATE TABLE entity(
        id BLOB PRIMARY KEY CHECK(length(id) = 16), kind TEXT NOT NULL CHECK(kind <> '' AND kind NOT LIKE '%:%'),
        name TEXT NOT NULL CHECK(name <> ''), colour TEXT NOT NULL CHECK(colour GLOB '#??????'),
        description TEXT NOT NULL DEFAULT '', created TEXT NOT NULL,
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1))) STRICT, WITHOUT ROWID""",
    """CREATE TABLE entity_alias(
        entity_id BLOB NOT NULL REFERENCES entity(id), alias TEXT NOT NULL CHECK(alias <> ''),
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1)),
        PRIMARY KEY(entity_id, alias)) STRICT, WITHOUT ROWID""",
    # A tag is its key: merging two libraries cannot clash on it. `deleted` stands in the covering indexes because a
    # partial index goes unused wherever a query does not repeat its condition.
    """CREATE TABLE topic_tag(
        topic_id BLOB NOT NULL REFERENCES topic(id), passage_id BLOB NOT NULL REFERENCES passage(id),
        coder_id BLOB NOT NULL REFERENCES coder(id), created TEXT NOT NULL,
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1)),
        PRIMARY KEY(topic_id, passage_id, coder_id)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX topic_tag_passage ON topic_tag(passage_id, topic_id, deleted)""",
    """CREATE TABLE entity_tag(
        entity_id BLOB NOT NULL REFERENCES entity(id), passage_id BLOB NOT NULL REFERENCES passage(id),
        role TEXT NOT NULL DEFAULT 'mentioned' CHECK(role IN ('mentioned', 'speaker', 'subject')),
        coder_id BLOB NOT NULL REFERENCES coder(id), created TEXT NOT NULL,
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1)),
        PRIMARY KEY(entity_id, passage_id, role, coder_id)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX entity_tag_passage ON entity_tag(passage_id, entity_id, deleted)""",
    """CREATE TABLE memo(
        id BLOB PRIMARY KEY CHECK(length(id) = 16),
        target_kind TEXT NOT NULL CHECK(target_kind IN ('document', 'passage', 'topic', 'entity')),
        target_id BLOB NOT NULL CHECK(length(target_id) = 16), text TEXT NOT NULL,
        coder_id BLOB NOT NULL REFERENCES coder(id), created TEXT NOT NULL,
        hlc TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1))) STRICT, WITHOUT ROWID""",
    """CREATE INDEX memo_target ON memo(target_id, target_kind, deleted)""",
    # local: the steps that can be undone. Steps of one batch are undone together and share its `position`.
    # `undone` counts up as steps are undone, so that the latest undone is redone first; 0 is not undone.
    """CREATE TABLE step(
        seq INTEGER PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL,
        coder_id BLOB NOT NULL, hlc TEXT NOT NULL, batch TEXT, undone INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE INDEX step_order ON step(undone, position, seq)""",
    # local: each row that a step touched, as JSON objects; identities as hexadecimal text. `before` is NULL where the
    # step made the row. Data and not SQL, so that a library from elsewhere cannot run anything by being undone.
    """CREATE TABLE change(
        n INTEGER PRIMARY KEY, step INTEGER NOT NULL REFERENCES step(seq) ON DELETE CASCADE, tbl TEXT NOT NULL,
        key TEXT NOT NULL, before TEXT,
        after TEXT NOT NULL) STRICT""",
    """CREATE INDEX change_step ON change(step)""",
    # local: search indexes without content; what goes in is cut for Chinese and Japanese first (see
    # `fulltext_index`). Marks count as letters, for the vowels of Indian scripts are marks.
    """CREATE VIRTUAL TABLE document_fts USING fts5(
        title, body, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'", prefix='2 3')""",
    """CREATE VIRTUAL TABLE passage_fts USING fts5(
        quote, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'", prefix='2 3')""",
)
"""What makes a library of `VERSION`, in order."""

_SECOND = (
    # When a field was changed last, for the rows whose fields are edited one by one (see `clocks`). A field that nobody
    # has changed since its row was made has no clock.
    """CREATE TABLE field_clock(
        tbl TEXT NOT NULL, row BLOB NOT NULL CHECK(length(row) = 16), field TEXT NOT NULL, hlc TEXT NOT NULL,
        PRIMARY KEY(tbl, row, field)) STRICT, WITHOUT ROWID""",
    # Up to which moment the changes of each device are in this library: tells what two people changed at the same time
    # from what one of them had seen.
    """CREATE TABLE seen(device TEXT PRIMARY KEY, hlc TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    # Topics and entities that were found to be one: the one points to the other, so that it can be taken back.
    """ALTER TABLE topic ADD COLUMN merged_into BLOB REFERENCES topic(id)""",
    """ALTER TABLE entity ADD COLUMN merged_into BLOB REFERENCES entity(id)""",
    # local: what merging found that a person should look at. `kept` and `lost` are JSON values.
    """CREATE TABLE merge_conflict(
        n INTEGER PRIMARY KEY, step INTEGER NOT NULL, kind TEXT NOT NULL, tbl TEXT NOT NULL, row BLOB NOT NULL,
        field TEXT NOT NULL, kept TEXT NOT NULL, lost TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE INDEX merge_conflict_open ON merge_conflict(settled, n)""",
    # In a file that was shared: what it is and what it held when it was made, to be checked where it arrives.
    """CREATE TABLE manifest(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    # Documents are named by their content, so two people may have added one: its removal has to be compared with the
    # moment at which it came.
    """INSERT INTO field_clock SELECT 'document', id, 'deleted', hlc FROM document""",
    """INSERT INTO seen SELECT substr(hlc, 17), max(hlc) FROM step GROUP BY substr(hlc, 17)""",
)

_THIRD = (
    # `kind` says how a step is named and taken back: `change`, `import` (its batch counts documents) or `merge`.
    """ALTER TABLE step ADD COLUMN kind TEXT NOT NULL DEFAULT 'change'""",
    # The history is read by position, and each step of a batch looks for its first: neither may read all steps.
    """CREATE INDEX step_position ON step(position, seq)""",
    """CREATE INDEX step_batch ON step(batch, position) WHERE batch IS NOT NULL""",
)

_FOURTH = (
    # What a field is by its clock, where it cannot be so: the rules of merging (see `merging.rules`) keep a topic that
    # has tags although somebody deleted it, and break circles. It counts while its clock is the field's, and it leaves
    # the file with the row: without it two libraries could differ for ever.
    """CREATE TABLE set_aside(
        tbl TEXT NOT NULL, row BLOB NOT NULL CHECK(length(row) = 16), field TEXT NOT NULL, value ANY, hlc TEXT NOT NULL,
        PRIMARY KEY(tbl, row, field)) STRICT, WITHOUT ROWID""",
    # local: what each merge changed, for its undo. `came`: the keys of rows that were not there, joined to `ids`, with
    # the text in their keys as `words`. `was`: a row before, as JSON. `filled`: rows whose content was not there.
    """CREATE TABLE merge_note(
        n INTEGER PRIMARY KEY, step INTEGER NOT NULL REFERENCES step(seq) ON DELETE CASCADE, tbl TEXT NOT NULL,
        what TEXT NOT NULL CHECK(what IN ('came', 'was', 'filled')), words TEXT NOT NULL, ids BLOB NOT NULL) STRICT""",
    """CREATE INDEX merge_note_step ON merge_note(step)""",
    # What stands for what is looked up with every tag, and is nothing in most libraries.
    """CREATE INDEX topic_merged ON topic(merged_into) WHERE merged_into IS NOT NULL""",
    """CREATE INDEX entity_merged ON entity(merged_into) WHERE merged_into IS NOT NULL""",
)

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("m001_first_tables", _FIRST),
    ("m002_clocks_and_merging", _SECOND),
    ("m003_kinds_of_steps", _THIRD),
    ("m004_merging", _FOURTH),
)
"""What brings a library from each version to the next, in order: the name that is kept in it, and the statements."""

VERSION = len(MIGRATIONS)
"""`user_version` of a library that has all of them."""


def migrate(connection: sqlite3.Connection) -> None:
    """Brings a library's tables to `VERSION`; each migration is one transaction. A new file gets all of them."""
    # sqlite-utils takes 80 ms to import, and only a new or old library needs it.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("reviewer")
    for name, statements in MIGRATIONS:
        _register(migrations, name, statements)
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


@cache
def shape(version: int) -> frozenset[str]:
    """The statements that SQLite keeps of a library of that version, white space folded; its own and FTS's left out."""
    connection = sqlite3.connect(":memory:")
    try:
        for _, statements in MIGRATIONS[:version]:
            for statement in statements:
                connection.execute(statement)
        rows = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB '*_fts_*' AND name NOT GLOB 'sqlite_*'"
        )
        return frozenset(" ".join(row[0].split()) for row in rows)
    finally:
        connection.close()


def _register(migrations: "Migrations", name: str, statements: tuple[str, ...]) -> None:
    @migrations(name=name)
    def migration(db: "Database") -> None:
        for statement in statements:
            db.execute(statement)
