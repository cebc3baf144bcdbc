"""Fills a library with as many documents and tags as it takes years to make, by bare inserts of what the store writes.

That it is what the store writes is held against the store itself (`differences`), for one document.
"""

import bisect
import hashlib
import itertools
import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from reviewer.model.document import Metadata, Reading
from reviewer.model.ids import EntityId, TopicId
from reviewer.model.passage import Span
from reviewer.model.tag import Role
from reviewer.store.clock import Clock, now
from reviewer.store.copies import copy_library
from reviewer.store.documents import add_document
from reviewer.store.fulltext_index import segmented
from reviewer.store.history_bounds import KEPT_ROWS
from reviewer.store.ids import derived_id, derived_ids, packed
from reviewer.store.library import Library
from reviewer.store.naming import tagging_name
from reviewer.store.tags import tag_passage
from reviewer.text.anchoring import context

TOPICS, ENTITIES = 300, 3000
ROLES: tuple[Role, ...] = ("mentioned", "mentioned", "subject", "speaker")
EXTRACTOR = "text/1"
CHINESE = "東京研究資料分析文書人民国家経済政治歴史社会科学技術報告言語情報新聞会議法律教育環境政府企業市場"
_SYLLABLES = [first + vowel for first in "bdfgklmnrst" for vowel in "aeiou"] + "zé ñó ça ü ö ál".split()
_WORDS_OF_A_TEXT, _WORDS_OF_A_SENTENCE, _CHARACTERS = 880, 16, 5000
_NOTES_OF_A_STEP = 3
_DIFFERENT = {"n", "created", "added", "hlc", "step", "at", "seq", "position"}
"""Columns that tell when and in which order something was made."""


def vocabulary() -> list[str]:
    """50,000 words, the most frequent first."""
    dice, words = random.Random(1), dict[str, None]()  # noqa: S311
    while len(words) < 50_000:
        words["".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))))] = None
    return sorted(words, key=lambda word: hashlib.sha256(word.encode()).digest())


WORDS = vocabulary()
_OFTEN = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(WORDS))))


def text(number: int) -> str:
    """The text of a document: 5,000 characters, or of every twentieth one 1,800 of Chinese and Japanese."""
    dice = random.Random(number)  # noqa: S311
    if number % 20 == 7:
        signs = "".join(dice.choices(CHINESE, k=1800))
        return "。\n".join(signs[at : at + 30] for at in range(0, len(signs), 30))
    words = dice.choices(WORDS, cum_weights=_OFTEN, k=_WORDS_OF_A_TEXT)
    some = range(0, len(words), _WORDS_OF_A_SENTENCE)
    sentences = (" ".join(words[at : at + _WORDS_OF_A_SENTENCE]).capitalize() for at in some)
    return ". ".join(sentences)[: _CHARACTERS - 1] + "."


def reading(number: int, content: str) -> Reading:
    """The document of that number, as a format would read it."""
    published = f"{2000 + number % 26}-{1 + number % 12:02}-{1 + number % 28:02}"
    title = f"{content[:30].replace(chr(10), ' ')} {number}"
    return Reading(
        "text", "text/plain", EXTRACTOR, Metadata(title, ("A. Author",), published, "The Paper"), content
    )


def topic_id(number: int) -> TopicId:
    """The topic of that number: 10 at the top, 50 below them, 240 below those."""
    return TopicId(derived_id("topic of the benchmark", str(number)))


def entity_id(number: int) -> EntityId:
    """The entity of that number; the smaller it is, the more passages name it."""
    return EntityId(derived_id("entity of the benchmark", str(number)))


def lay_out(path: Path, documents: int, *, coder: str = "Ana") -> None:
    """Makes a library with documents, topics and entities, and nothing tagged."""
    with Library.create(path, coder=coder):
        pass
    with closing(_fast(path)) as connection:
        clock, who = _clock(connection), _coder(connection)
        _put_names(connection, clock)
        for some in _batched(range(documents)):
            _put_documents(connection, clock, who, some)
        _finish(connection, clock)


def hand_over(path: Path, to: Path, *, coder: str) -> None:
    """A copy of a library in which somebody else goes on."""
    copy_library(path, to)
    with closing(sqlite3.connect(to, isolation_level=None)) as connection:
        connection.execute("DELETE FROM setting WHERE key = 'coder'")
    with Library.open(to, first_coder=coder):
        pass


def tag(path: Path, *, each: int, seed: int, history: bool = False) -> None:
    """Tags so many passages of every document, each with one topic and one entity; the latest stand in the history."""
    with closing(_fast(path)) as connection:
        clock, who = _clock(connection), _coder(connection)
        last = connection.execute("SELECT max(n) FROM document").fetchone()[0]
        begin = last - KEPT_ROWS // _NOTES_OF_A_STEP // each
        for some in _batched(range(1, last + 1)):
            _put_tags(connection, clock, who, some, each=each, seed=seed, noted=begin if history else last)
        _finish(connection, clock)


def spans(content: str, number: int, *, each: int, seed: int) -> list[Span]:
    """Where the passages of a document stand; no two in one place."""
    dice = random.Random(f"{seed} {number}")  # noqa: S311
    found: dict[Span, None] = {}
    while len(found) < each:
        start = dice.randrange(len(content) - 250)
        found[Span(start, start + dice.randrange(40, 240))] = None
    return list(found)


def tags_of(number: int, place: int, *, seed: int) -> tuple[int, int, Role]:
    """The topic, the entity and its role of a passage."""
    dice = random.Random(f"{seed} {number} {place}")  # noqa: S311
    topic = bisect.bisect(_TOPICS_OFTEN, dice.random() * _TOPICS_OFTEN[-1])
    entity = bisect.bisect(_ENTITIES_OFTEN, dice.random() * _ENTITIES_OFTEN[-1])
    return topic, entity, ROLES[place % len(ROLES)]


_TOPICS_OFTEN = list(itertools.accumulate(1 / (rank + 20) for rank in range(TOPICS)))
_ENTITIES_OFTEN = list(itertools.accumulate(1 / (rank + 5) for rank in range(ENTITIES)))


def differences(folder: Path) -> list[str]:
    """The tables in which this writes other rows than the store does; for one document and its passages."""
    ours, theirs = folder / "inserted.reviewer", folder / "stored.reviewer"
    lay_out(theirs, 0)
    copy_library(theirs, ours)
    with closing(_fast(ours)) as connection:
        clock, who = _clock(connection), _coder(connection)
        _put_documents(connection, clock, who, [0])
        _put_tags(connection, clock, who, [1], each=3, seed=1, noted=0)
        _finish(connection, clock)
    content = text(0)
    with Library.open(theirs) as library:
        identity = add_document(library, reading(0, content), content.encode(), file_name="0.txt").document
        library.history.forget_all()
        for place, span in enumerate(spans(content, 1, each=3, seed=1)):
            topic, entity, role = tags_of(1, place, seed=1)
            named = [(entity_id(entity), role)]
            tag_passage(library, identity, span, topics=[topic_id(topic)], entities=named)
        stored = _rows(library)
    with Library.open(ours) as library:
        inserted = _rows(library)
    return [table for table, rows in stored.items() if rows != inserted[table]]


def _rows(library: Library) -> dict[str, list[str]]:
    found = {}
    tables = "original document text_version passage topic_tag entity_tag topic entity entity_alias field_clock step change"
    for table in tables.split():
        columns = [row[1] for row in library.execute(f"PRAGMA table_info({table})")]
        names = ", ".join(f'"{column}"' for column in columns if column not in _DIFFERENT)
        # That a document is in work is noted with its first tag, and left out of a history that begins later.
        where = "WHERE tbl <> 'document'" if table == "change" else ""
        rows = library.execute(f"SELECT {names} FROM {table} {where}").fetchall()
        found[table] = sorted(_without_times(repr(row)) for row in rows)
    return found


def _without_times(row: str) -> str:
    before, mark, rest = row.partition('"created":"')
    return before + mark + rest.partition('"')[2] if mark else row


def _fast(path: Path) -> sqlite3.Connection:
    """A connection that is quick and not safe."""
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    for table in ("document_fts", "passage_fts"):
        connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', 67108864)")
    connection.execute("BEGIN")
    return connection


def _clock(connection: sqlite3.Connection) -> Clock:
    device = connection.execute("SELECT value FROM setting WHERE key = 'device'").fetchone()[0]
    return Clock(device)


def _coder(connection: sqlite3.Connection) -> bytes:
    return packed(connection.execute("SELECT value FROM setting WHERE key = 'coder'").fetchone()[0])


def _finish(connection: sqlite3.Connection, clock: Clock) -> None:
    connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", (clock.device, clock.tick()))
    for table in ("document_fts", "passage_fts"):
        connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', 1048576)")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()


def _batched(numbers: range) -> Iterator[range]:
    for at in range(0, len(numbers), 500):
        yield numbers[at : at + 500]


def _put(connection: sqlite3.Connection, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(columns.split(",")))
    connection.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", rows)


def _put_names(connection: sqlite3.Connection, clock: Clock) -> None:
    topics, entities, aliases = list[tuple[Any, ...]](), list[tuple[Any, ...]](), list[tuple[Any, ...]]()
    for number in range(TOPICS):
        above = _above(number)
        parent = None if above is None else packed(topic_id(above))
        topics.append((packed(topic_id(number)), parent, f"Topic {number}", "#336699", now(), clock.tick()))
    for number in range(ENTITIES):
        key, kind = packed(entity_id(number)), ("person", "organisation", "place")[number % 3]
        entities.append((key, kind, f"Entity {number}", "#996633", now(), clock.tick()))
        aliases.append((key, f"Alias {number}", clock.tick()))
    _put(connection, "topic", "id, parent_id, name, colour, created, hlc", topics)
    _put(connection, "entity", "id, kind, name, colour, created, hlc", entities)
    _put(connection, "entity_alias", "entity_id, alias, hlc", aliases)


def _put_documents(
    connection: sqlite3.Connection, clock: Clock, who: bytes, numbers: range | list[int]
) -> None:
    originals, rows, texts, clocks, indexed = (list[tuple[Any, ...]]() for _ in range(5))
    for number in numbers:
        content, at, moment = text(number), now(), clock.tick()
        one = reading(number, content)
        data, meta = content.encode(), one.metadata
        sha256 = hashlib.sha256(data).digest()
        key = packed(derived_id("document", sha256))
        text_id = packed(derived_id("text", key, EXTRACTOR, sha256))
        authors = json.dumps(meta.authors, ensure_ascii=False)
        originals.append((sha256, len(data), data))
        rows.append(
            (
                *(number + 1, key, sha256, text_id, one.kind, one.media_type, f"{number}.txt", meta.title),
                *(authors, meta.published, meta.source, at, who, moment),
            )
        )
        texts.append((number + 1, text_id, key, sha256, EXTRACTOR, sha256, len(content), at, content))
        clocks.append(("document", key, "deleted", moment))
        indexed.append((number + 1, segmented(meta.title), segmented(content)))
    _put(connection, "original", "sha256, size, content", originals)
    names = "n, id, original, text_id, kind, media_type, file_name, title, authors, published, source, added, added_by, hlc"
    _put(connection, "document", names, rows)
    names = "n, id, document_id, original, extractor, sha256, length, created, content"
    _put(connection, "text_version", names, texts)
    _put(connection, "field_clock", "tbl, row, field, hlc", clocks)
    _put(connection, "document_fts", "rowid, title, body", indexed)


def _put_tags(
    connection: sqlite3.Connection,
    clock: Clock,
    who: bytes,
    numbers: range | list[int],
    *,
    each: int,
    seed: int,
    noted: int,
) -> None:
    passages, topics, entities, indexed, steps, notes, clocks = (list[tuple[Any, ...]]() for _ in range(7))
    n = connection.execute("SELECT coalesce(max(n), 0) FROM passage").fetchone()[0]
    seq = connection.execute("SELECT coalesce(max(seq), 0) FROM step").fetchone()[0]
    for number, key, text_id, content in connection.execute(
        "SELECT document.n, document.id, text_version.id, content FROM document "
        "JOIN text_version ON text_version.id = text_id WHERE document.n BETWEEN ? AND ? ORDER BY document.n",
        (numbers[0], numbers[-1]),
    ).fetchall():
        identity_of = derived_ids("passage", text_id)
        for place, span in enumerate(spans(content, number, each=each, seed=seed)):
            n, moment, at = n + 1, clock.tick(), now()
            passage = identity_of(f"{span.start} {span.end}")
            quote = content[span.start : span.end]
            topic, entity, role = tags_of(number, place, seed=seed)
            topic_key, entity_key = packed(topic_id(topic)), packed(entity_id(entity))
            passages.append(
                (
                    *(n, passage, key, text_id, span.start, span.end, quote),
                    *(*context(content, span.start, span.end), who, at, moment),
                )
            )
            topics.append((topic_key, passage, who, at, moment))
            entities.append((entity_key, passage, role, who, at, moment))
            indexed.append((n, segmented(quote)))
            if not place:
                clocks.append(("document", key, "status", moment))
            if number > noted:
                seq += 1
                steps.append((seq, seq, tagging_name([_path(topic), f"Entity {entity}"]), at, who, moment))
                made, by = _text(created=at, deleted=0), who.hex()
                on = passage.hex()
                notes += [
                    (seq, "passage", _text(id=on), _text(deleted=0)),
                    (seq, "topic_tag", _text(topic_id=topic_key.hex(), passage_id=on, coder_id=by), made),
                    (
                        seq,
                        "entity_tag",
                        _text(entity_id=entity_key.hex(), passage_id=on, role=role, coder_id=by),
                        made,
                    ),
                ]
    names = 'n, id, document_id, text_id, start, "end", quote, prefix, suffix, coder_id, created, hlc'
    _put(connection, "passage", names, passages)
    _put(connection, "topic_tag", "topic_id, passage_id, coder_id, created, hlc", topics)
    _put(connection, "entity_tag", "entity_id, passage_id, role, coder_id, created, hlc", entities)
    _put(connection, "passage_fts", "rowid, quote", indexed)
    _put(connection, "step", "seq, position, name, at, coder_id, hlc", steps)
    _put(connection, "change", "step, tbl, key, after", notes)
    connection.executemany(
        "UPDATE document SET status = 'in work', hlc = ? WHERE id = ?", [(row[3], row[1]) for row in clocks]
    )
    _put(connection, "field_clock", "tbl, row, field, hlc", clocks)


def _text(**values: Any) -> str:
    return json.dumps(values, separators=(",", ":"))


def _above(topic: int) -> int | None:
    if topic < 10:
        return None
    return (topic - 10) // 5 if topic < 60 else 10 + (topic - 60) // 5


def _path(topic: int) -> str:
    above = _above(topic)
    return f"Topic {topic}" if above is None else f"{_path(above)}/Topic {topic}"
