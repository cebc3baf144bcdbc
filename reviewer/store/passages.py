"""Passages, each with its tags and memos."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from reviewer.errors import ReviewerError
from reviewer.model.ids import CoderId, DocumentId, EntityId, MemoId, PassageId, TextId, TopicId
from reviewer.model.passage import Memo, Passage
from reviewer.model.tag import EntityTag, TagKey, TopicTag
from reviewer.store.ids import packed
from reviewer.store.library import Library

COLUMNS = (
    'passage.id, passage.document_id, passage.text_id, passage.start, passage."end", passage.quote, '
    "passage.prefix, passage.suffix, passage.page, passage.coder_id, passage.created"
)
"""What `with_tags` takes a passage from, in this order."""

_AT_ONCE = 500
"""Passages whose tags are fetched by one statement."""


def passages_of(library: Library, document: DocumentId) -> list[Passage]:
    """The passages of a document in reading order."""
    rows = library.execute(
        f'SELECT {COLUMNS} FROM passage WHERE document_id = ? AND deleted = 0 ORDER BY start, "end"',
        (packed(document),),
    ).fetchall()
    return with_tags(library, rows)


def passage(library: Library, identity: PassageId) -> Passage:
    """One passage; a `ReviewerError` where it was removed."""
    rows = library.execute(
        f"SELECT {COLUMNS} FROM passage WHERE id = ? AND deleted = 0", (packed(identity),)
    ).fetchall()
    if not rows:
        raise ReviewerError(problem="This passage has been removed.", remedy="Undo brings it back.")
    return with_tags(library, rows)[0]


def count_passages(library: Library) -> tuple[int, int]:
    """How many passages there are, and in how many documents."""
    row = library.execute(
        "SELECT count(*), count(DISTINCT document_id) FROM passage JOIN document ON document.id = document_id "
        "WHERE passage.deleted = 0 AND document.deleted = 0"
    ).fetchone()
    return row[0], row[1]


def with_tags(library: Library, rows: Sequence[tuple[Any, ...]]) -> list[Passage]:
    """Passages from rows of `COLUMNS`, in their order, with tags and memos."""
    paths: dict[bytes, str] | None = None
    found: list[Passage] = []
    for at in range(0, len(rows), _AT_ONCE):
        some = rows[at : at + _AT_ONCE]
        ids = [row[0] for row in some]
        paths = topic_paths(library) if paths is None else paths
        topics, entities, memos = (
            _topic_tags(library, ids, paths),
            _entity_tags(library, ids),
            _memos(library, ids),
        )
        found.extend(_passage(row, topics, entities, memos) for row in some)
    return found


def topic_paths(library: Library) -> dict[bytes, str]:
    """Every topic's path by its packed identity."""
    rows = {
        identity: (parent, name)
        for identity, parent, name in library.execute("SELECT id, parent_id, name FROM topic")
    }
    paths: dict[bytes, str] = {}
    for identity, (parent, name) in rows.items():
        names, seen = [name], {identity}
        # A library from elsewhere may hold a circle.
        while parent in rows and parent not in seen:
            seen.add(parent)
            parent, name = rows[parent]  # noqa: PLW2901  walks up from this row
            names.append(name)
        paths[identity] = "/".join(reversed(names))
    return paths


def _passage(
    row: tuple[Any, ...],
    topics: dict[bytes, list[TopicTag]],
    entities: dict[bytes, list[EntityTag]],
    memos: dict[bytes, list[Memo]],
) -> Passage:
    identity = row[0]
    return Passage(
        id=PassageId(identity.hex()),
        document=DocumentId(row[1].hex()),
        text_id=TextId(row[2].hex()),
        start=row[3],
        end=row[4],
        quote=row[5],
        prefix=row[6],
        suffix=row[7],
        page=row[8],
        coder=CoderId(row[9].hex()),
        created=row[10],
        topics=tuple(topics.get(identity, ())),
        entities=tuple(entities.get(identity, ())),
        memos=tuple(memos.get(identity, ())),
    )


def _topic_tags(
    library: Library, ids: Sequence[bytes], paths: dict[bytes, str]
) -> dict[bytes, list[TopicTag]]:
    found: defaultdict[bytes, list[TopicTag]] = defaultdict(list)
    for passage_id, topic_id, coder_id, coder, created, colour in library.execute(
        f"SELECT passage_id, topic_id, coder_id, coder.name, topic_tag.created, colour FROM topic_tag "
        f"JOIN topic ON topic.id = topic_id JOIN coder ON coder.id = coder_id "
        f"WHERE passage_id IN ({_marks(ids)}) AND topic_tag.deleted = 0 ORDER BY topic_tag.created, topic_id",
        ids,
    ):
        topic = TopicId(topic_id.hex())
        key = TagKey(PassageId(passage_id.hex()), CoderId(coder_id.hex()), topic=topic)
        found[passage_id].append(TopicTag(topic, paths[topic_id], key.id, coder, created, colour))
    return found


def _entity_tags(library: Library, ids: Sequence[bytes]) -> dict[bytes, list[EntityTag]]:
    found: defaultdict[bytes, list[EntityTag]] = defaultdict(list)
    for passage_id, entity_id, role, coder_id, coder, created, kind, name, colour in library.execute(
        f"SELECT passage_id, entity_id, role, coder_id, coder.name, entity_tag.created, kind, entity.name, colour "
        f"FROM entity_tag JOIN entity ON entity.id = entity_id JOIN coder ON coder.id = coder_id "
        f"WHERE passage_id IN ({_marks(ids)}) AND entity_tag.deleted = 0 ORDER BY entity_tag.created, entity_id",
        ids,
    ):
        entity = EntityId(entity_id.hex())
        key = TagKey(PassageId(passage_id.hex()), CoderId(coder_id.hex()), entity=entity, role=role)
        found[passage_id].append(EntityTag(entity, kind, name, role, key.id, coder, created, colour))
    return found


def _memos(library: Library, ids: Sequence[bytes]) -> dict[bytes, list[Memo]]:
    found: defaultdict[bytes, list[Memo]] = defaultdict(list)
    for target, identity, text, coder, created in library.execute(
        f"SELECT target_id, memo.id, text, coder.name, memo.created FROM memo JOIN coder ON coder.id = coder_id "
        f"WHERE target_kind = 'passage' AND target_id IN ({_marks(ids)}) AND memo.deleted = 0 "
        f"ORDER BY memo.created, memo.id",
        ids,
    ):
        found[target].append(Memo(MemoId(identity.hex()), text, coder, created))
    return found


def _marks(ids: Iterable[bytes]) -> str:
    return ", ".join("?" for _ in ids)
