"""What is asked of a library, and what it answers."""

from dataclasses import dataclass
from typing import Literal

from reviewer.model.ids import CoderId, DocumentId, EntityId, TopicId
from reviewer.model.passage import Passage

Where = Literal["text", "passages"]


@dataclass(frozen=True, slots=True)
class Query:
    """Words and filters. Several topics all have to be on a passage, and so have several entities.

    A topic includes its subtopics. Of several coders or documents any one suffices. `since` and `until` are ISO 8601
    dates or their beginnings and bound the document's date of publication, both inclusive. `limit` counts answers.
    """

    words: str = ""
    where: Where = "passages"
    topics: tuple[TopicId, ...] = ()
    entities: tuple[EntityId, ...] = ()
    coders: tuple[CoderId, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    since: str | None = None
    until: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that answers a query: a tagged passage, or a stretch of a document's text that nobody tagged.

    In an untagged stretch the passage's `id` is empty and its `quote` is what matched.
    """

    passage: Passage
    document_title: str
    published: str | None
    source: str
