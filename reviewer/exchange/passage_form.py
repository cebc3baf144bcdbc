"""A passage as JSON, everywhere the same: `find --json`, `tag --json` and the JSON Lines export.

Not a W3C annotation; that is a format of its own.
"""

from typing import Any

from reviewer.model.query import Hit


def passage_form(hit: Hit) -> dict[str, Any]:
    """The hit as values that `json` can write, under the keys of the command line's contract.

    `start` and `end` are code points. `page` counts from 1, as people do, and is null in a document without pages.
    `id` is null where nobody tagged the place: a hit in a document's text.
    """
    passage = hit.passage
    return {
        "id": passage.id or None,
        "document": passage.document,
        "document_title": hit.document_title,
        "published": hit.published,
        "source": hit.source,
        "start": passage.start,
        "end": passage.end,
        "page": None if passage.page is None else passage.page + 1,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "topics": [
            {"id": tag.topic, "path": tag.path, "tag": tag.tag, "coder": tag.coder, "created": tag.created}
            for tag in passage.topics
        ],
        "entities": [
            {
                "id": tag.entity,
                "kind": tag.kind,
                "name": tag.name,
                "role": tag.role,
                "tag": tag.tag,
                "coder": tag.coder,
                "created": tag.created,
            }
            for tag in passage.entities
        ],
        "memos": [
            {"id": memo.id, "text": memo.text, "coder": memo.coder, "created": memo.created}
            for memo in passage.memos
        ],
    }
