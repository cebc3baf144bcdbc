"""Tagging a passage, and taking tags away."""

from collections.abc import Iterable, Sequence
from functools import partial

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.coder import Coder
from reviewer.model.document import DocumentText
from reviewer.model.ids import DocumentId, EntityId, PassageId, TagId, TopicId
from reviewer.model.passage import Passage, Span
from reviewer.model.tag import Role, TagKey
from reviewer.store.documents import document as one_document
from reviewer.store.documents import text_of
from reviewer.store.entities import name_of
from reviewer.store.ids import derived_id, packed
from reviewer.store.library import Library, Step
from reviewer.store.memos import write_memo
from reviewer.store.naming import counted, listed, tagging_name
from reviewer.store.passages import passage
from reviewer.store.topics import drop_bare_passages, path_of
from reviewer.store.unity import members
from reviewer.store.withheld import is_known_passage
from reviewer.text.anchoring import context


def tag_passage(
    library: Library,
    document: DocumentId,
    span: Span,
    *,
    topics: Iterable[TopicId] = (),
    entities: Iterable[tuple[EntityId, Role]] = (),
    memo: str = "",
    coder: Coder | None = None,
    text: DocumentText | None = None,
) -> Passage:
    """Tags a stretch of a document; tags that it bears already stay as they are.

    `coder` is who tags, the library's own where none is given. `text` spares looking the text up again. A span
    outside the text, a removed document, and words that were withheld are a `ReviewerError`.
    """
    one_document(library, document)
    text = text or text_of(library, document)
    if span.end > len(text.text):
        raise ReviewerError(
            problem=f"The text has {len(text.text)} characters and no passage {span.start} to {span.end}.",
            kept="Nothing was tagged.",
            remedy="Give a start and an end inside the text.",
        )
    if text.is_withheld and not is_known_passage(library, document, span):
        raise ReviewerError(
            problem="This document was shared with quotes only, and these words are not one of them.",
            kept="Nothing was tagged.",
            remedy="Tag a quote as a whole, or import the same file: its text takes its place.",
        )
    who = packed((coder or library.coder).id)
    topics, entities = tuple(topics), tuple(entities)
    identity = PassageId(derived_id("passage", packed(text.id), f"{span.start} {span.end}"))
    key = packed(identity)
    with library.step(lambda: _tagging_name(library, topics, entities, memo)) as step:
        step.coder = (coder or library.coder).id
        _put_passage(library, key, text, span, who=who, step=step)
        library.execute_many(
            "INSERT INTO topic_tag(topic_id, passage_id, coder_id, created, hlc) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT(topic_id, passage_id, coder_id) "
            "DO UPDATE SET deleted = 0, created = excluded.created, hlc = excluded.hlc WHERE deleted = 1",
            [(packed(topic), key, who, step.at, step.moment) for topic in topics],
        )
        library.execute_many(
            "INSERT INTO entity_tag(entity_id, passage_id, role, coder_id, created, hlc) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT(entity_id, passage_id, role, coder_id) "
            "DO UPDATE SET deleted = 0, created = excluded.created, hlc = excluded.hlc WHERE deleted = 1",
            [(packed(entity), key, role, who, step.at, step.moment) for entity, role in entities],
        )
        if memo.strip():
            write_memo(library, "passage", identity, memo, coder=coder)
        # The first tag is where work on a document begins.
        library.execute(
            "UPDATE document SET status = 'in work', hlc = ? WHERE id = ? AND status = 'new'",
            (step.moment, packed(document)),
        )
    return passage(library, identity)


def untag(library: Library, tags: Sequence[TagId]) -> Changes:
    """Takes tags away; a passage that has no other tag or memo goes too. A tag that is not there is a `ReviewerError`
    and nothing is taken away.
    """
    keys = {tag: _key(tag) for tag in tags}
    with library.step(partial(_untagging_name, library, [*keys.values()])) as step:
        passages = [packed(_remove(library, tag, key, step.moment)) for tag, key in keys.items()]
        drop_bare_passages(library, passages, step.moment)
    return step.changes


def remove_passage(library: Library, identity: PassageId) -> Changes:
    """Removes a passage with all its tags and memos."""
    key = packed(identity)
    with library.step(partial(removal_name, library, [identity])) as step:
        for table in ("topic_tag", "entity_tag"):
            library.execute(
                f"UPDATE {table} SET deleted = 1, hlc = ? WHERE passage_id = ? AND deleted = 0",
                (step.moment, key),
            )
        library.execute(
            "UPDATE memo SET deleted = 1, hlc = ? WHERE target_id = ? AND target_kind = 'passage' AND deleted = 0",
            (step.moment, key),
        )
        library.execute(
            "UPDATE passage SET deleted = 1, hlc = ? WHERE id = ? AND deleted = 0", (step.moment, key)
        )
    return step.changes


def removal_name(library: Library, identities: Sequence[PassageId]) -> str:
    """What a step is called that removes passages."""
    if len(identities) != 1:
        return counted("Remove", [*identities], "passage")
    row = library.execute("SELECT quote FROM passage WHERE id = ?", (packed(identities[0]),)).fetchone()
    return counted("Remove", [row[0] if row else ""], "passage")


def _tagging_name(
    library: Library, topics: Sequence[TopicId], entities: Sequence[tuple[EntityId, Role]], memo: str
) -> str:
    names = [path_of(library, topic) for topic in topics]
    return tagging_name([*names, *(name_of(library, entity) for entity, _ in entities)], memo)


def _untagging_name(library: Library, keys: Sequence[TagKey]) -> str:
    names = [path_of(library, key.topic) for key in keys if key.topic]
    names += [name_of(library, key.entity) for key in keys if key.entity]
    return f"{'Remove tag' if len(keys) == 1 else 'Remove tags'} {listed(names)}"


def _put_passage(
    library: Library, key: bytes, text: DocumentText, span: Span, *, who: bytes, step: Step
) -> None:
    prefix, suffix = context(text.text, span.start, span.end)
    page = text.page_at(span.start)
    library.execute(
        'INSERT INTO passage(id, document_id, text_id, start, "end", quote, prefix, suffix, page, coder_id, created, '
        "hlc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(id) DO UPDATE SET deleted = 0, hlc = excluded.hlc WHERE deleted = 1",
        (
            key,
            packed(text.document),
            packed(text.id),
            span.start,
            span.end,
            text.text[span.start : span.end],
            prefix,
            suffix,
            None if page is None else page.index,
            who,
            step.at,
            step.moment,
        ),
    )


def _key(tag: TagId) -> TagKey:
    try:
        return TagKey.of(tag)
    except ValueError as fault:
        raise _no_tag(tag) from fault


def _remove(library: Library, tag: TagId, key: TagKey, moment: str) -> PassageId:
    # What two that were found to be one are both on has both tags, and shows one.
    if key.topic:
        ones = members(library, "topic", packed(key.topic))
        cursor = library.execute(
            f"UPDATE topic_tag SET deleted = 1, hlc = ? WHERE topic_id IN ({', '.join('?' * len(ones))}) "
            f"AND passage_id = ? AND coder_id = ? AND deleted = 0",
            (moment, *ones, packed(key.passage), packed(key.coder)),
        )
    else:
        ones = members(library, "entity", packed(key.entity or ""))
        cursor = library.execute(
            f"UPDATE entity_tag SET deleted = 1, hlc = ? WHERE entity_id IN ({', '.join('?' * len(ones))}) "
            f"AND passage_id = ? AND role = ? AND coder_id = ? AND deleted = 0",
            (moment, *ones, packed(key.passage), key.role, packed(key.coder)),
        )
    if cursor.rowcount == 0:
        raise _no_tag(tag)
    return key.passage


def _no_tag(tag: str) -> ReviewerError:
    return ReviewerError(
        problem=f"There is no tag “{tag}”.",
        kept="No tag was taken away.",
        remedy="`find --json` lists each tag's word under “tag”.",
    )
