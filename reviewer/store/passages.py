"""Passages, each with its tags and memos."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Self

from reviewer.errors import ReviewerError
from reviewer.model.ids import CoderId, DocumentId, EntityId, MemoId, PassageId, TextId, TopicId
from reviewer.model.passage import Memo, Passage
from reviewer.model.tag import EntityTag, TopicTag, tag_id
from reviewer.store.coders import coder_names
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.other_texts import as_shown
from reviewer.store.unity import standing

COLUMNS = (
    'passage.id, passage.document_id, passage.text_id, passage.start, passage."end", passage.quote, '
    "passage.prefix, passage.suffix, passage.page, passage.coder_id, passage.created"
)
"""What `with_tags` takes a passage from, in this order."""

_AT_ONCE = 500
"""Passages whose tags are fetched by one statement."""


def passages_of(library: Library, document: DocumentId) -> list[Passage]:
    """The passages of a document in reading order.

    One of another text of the document (`text_id` tells) whose words are not in the one that is shown is among them.
    """
    rows = library.execute(
        f'SELECT {COLUMNS} FROM passage WHERE document_id = ? AND deleted = 0 ORDER BY start, "end"',
        (packed(document),),
    ).fetchall()
    return sorted(with_tags(library, rows), key=attrgetter("start", "end"))


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
    """Passages from rows of `COLUMNS`, in their order, with tags and memos.

    A tag with something that was found to be one with another shows what stands for both; two such tags show as one.
    """
    if not rows:
        return []
    names = _Names.of(library)
    found: list[Passage] = []
    for at in range(0, len(rows), _AT_ONCE):
        some = as_shown(library, rows[at : at + _AT_ONCE])
        ids = [row[0] for row in some]
        topics, entities, memos = (
            _topic_tags(library, ids, names),
            _entity_tags(library, ids, names),
            _memos(library, ids, names),
        )
        found.extend(_passage(row, topics, entities, memos) for row in some)
    return found


@dataclass(frozen=True, slots=True)
class _Names:
    """What tags show: topics' paths and colours, each coder's name, and what stands for what."""

    topics: dict[bytes, tuple[bytes | None, str, str]]
    """Of the topics that were looked for and those above them: the one above, the name and the colour."""
    topics_standing: dict[bytes, bytes]
    entities: dict[bytes, tuple[bytes, str, str, str]]
    """Of an entity that was found to be one with another: the one that stands for it, its kind, name and colour."""
    coders: dict[bytes, str]

    @classmethod
    def of(cls, library: Library) -> Self:
        """Those of a library."""
        entities = {
            one: (stands, *library.execute(_FACE, (stands,)).fetchone())
            for one, stands in standing(library, "entity").items()
        }
        return cls({}, standing(library, "topic"), entities, coder_names(library))

    def look_for(self, library: Library, topics: Iterable[bytes]) -> None:
        """Gets to know these topics and all above them, a level of the tree at a time: most of a codebook is not
        asked for by the tags of one document.
        """
        wanted = {*topics} - self.topics.keys()
        while wanted:
            some = [wanted.pop() for _ in range(min(len(wanted), _AT_ONCE))]
            for one, parent, name, colour in library.execute(
                f"SELECT id, parent_id, name, colour FROM topic WHERE id IN ({_marks(some)})", some
            ).fetchall():
                above = self.topics_standing.get(parent, parent)
                self.topics[one] = (above, name, colour)
                if above is not None and above not in self.topics:
                    wanted.add(above)

    def path(self, topic: bytes) -> str:
        """A topic's name behind those above it."""
        above, name, _ = self.topics[topic]
        names, seen = [name], {topic}
        # A library from elsewhere may hold a circle.
        while above in self.topics and above not in seen:
            seen.add(above)
            above, name, _ = self.topics[above]
            names.append(name)
        return "/".join(reversed(names))


_FACE = "SELECT kind, name, colour FROM entity WHERE id = ?"


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


def _topic_tags(library: Library, ids: Sequence[bytes], names: _Names) -> dict[bytes, list[TopicTag]]:
    found: defaultdict[bytes, list[TopicTag]] = defaultdict(list)
    shown: set[tuple[bytes, bytes, bytes]] = set()
    rows = library.execute(
        f"SELECT passage_id, topic_id, coder_id, created FROM topic_tag "
        f"WHERE passage_id IN ({_marks(ids)}) AND deleted = 0 ORDER BY created, topic_id",
        ids,
    ).fetchall()
    names.look_for(library, (names.topics_standing.get(row[1], row[1]) for row in rows))
    for passage_id, topic_id, coder_id, created in rows:
        stands = names.topics_standing.get(topic_id, topic_id)
        if names.topics_standing:
            if (passage_id, stands, coder_id) in shown:
                continue
            shown.add((passage_id, stands, coder_id))
        tag = tag_id(stands + passage_id + coder_id, role=None)
        path, colour = names.path(stands), names.topics[stands][2]
        found[passage_id].append(
            TopicTag(TopicId(stands.hex()), path, tag, names.coders[coder_id], created, colour)
        )
    return found


def _entity_tags(library: Library, ids: Sequence[bytes], names: _Names) -> dict[bytes, list[EntityTag]]:
    found: defaultdict[bytes, list[EntityTag]] = defaultdict(list)
    shown: set[tuple[bytes, bytes, str, bytes]] = set()
    rows = library.execute(
        f"SELECT passage_id, entity_id, role, coder_id, entity_tag.created, kind, name, colour "
        f"FROM entity_tag JOIN entity ON entity.id = entity_id "
        f"WHERE passage_id IN ({_marks(ids)}) AND entity_tag.deleted = 0 ORDER BY entity_tag.created, entity_id",
        ids,
    ).fetchall()
    for passage_id, entity_id, role, coder_id, created, *own in rows:
        stands, kind, name, colour = names.entities.get(entity_id, (entity_id, *own))
        if names.entities:
            if (passage_id, stands, role, coder_id) in shown:
                continue
            shown.add((passage_id, stands, role, coder_id))
        tag = tag_id(stands + passage_id + coder_id, role=role)
        found[passage_id].append(
            EntityTag(EntityId(stands.hex()), kind, name, role, tag, names.coders[coder_id], created, colour)
        )
    return found


def _memos(library: Library, ids: Sequence[bytes], names: _Names) -> dict[bytes, list[Memo]]:
    found: defaultdict[bytes, list[Memo]] = defaultdict(list)
    for target, identity, text, coder, created in library.execute(
        f"SELECT target_id, id, text, coder_id, created FROM memo "
        f"WHERE target_kind = 'passage' AND target_id IN ({_marks(ids)}) AND deleted = 0 ORDER BY created, id",
        ids,
    ):
        found[target].append(Memo(MemoId(identity.hex()), text, names.coders[coder], created))
    return found


def _marks(ids: Iterable[bytes]) -> str:
    return ", ".join("?" for _ in ids)
