"""The tables of a library, as a list of migrations. Nothing here is called while a library is read or written.

Rows of tables that people share carry `hlc` (the moment of their last change, see `clock`) and `deleted`: a row is
never removed but marked, so that what one person took away does not come back from another's copy.
`local`: never leaves this file. CHECKs use no JSON function: with `trusted_schema` off SQLite 3.40 calls them unsafe.
"""

import sqlite3

APPLICATION_ID = 0x52565752
"""“RVWR”, in the header of every library file."""

VERSION = 1
"""`user_version` of a library that has all migrations below."""

STATEMENTS = (
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


def migrate(connection: sqlite3.Connection) -> None:
    """Brings a library's tables to `VERSION`; each migration is one transaction. A new file gets all of them."""
    # sqlite-utils takes 80 ms to import, and only a new or old library needs it.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("reviewer")

    @migrations()
    def m001_first_tables(db: Database) -> None:
        for statement in STATEMENTS:
            db.execute(statement)

    db = Database(connection, execute_plugins=False)
    migrations.apply(db)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
