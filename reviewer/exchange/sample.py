"""The sample library: documents of our own with their topics, entities and tags, made when it is first asked for."""

import json
import tempfile
from pathlib import Path
from typing import Any

from reviewer.documents.reading import read
from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.resources import resource
from reviewer.store.documents import add_document, text_of
from reviewer.store.entities import add_alias, describe_entity, ensure_entity, find_entity, recolour_entity
from reviewer.store.library import SUFFIX, Library, new_batch
from reviewer.store.settings import remember
from reviewer.store.tags import tag_passage
from reviewer.store.topics import describe_topic, ensure_topic, recolour_topic
from reviewer.text.anchoring import find_quote


def make_sample(folder: Path) -> Path:
    """The sample library in `folder`; one that is there already stays as the reader left it."""
    told = json.loads(resource("sample/sample.json").read_text(encoding="utf-8"))
    path = folder / f"{told['title']}{SUFFIX}"
    if path.exists():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Made aside: what is there under its name is whole.
        with tempfile.TemporaryDirectory(prefix=".", dir=folder) as aside:
            made = Path(aside) / path.name
            with Library.create(made, coder=told["coder"]) as library:
                _fill(library, told)
                library.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            # Another window may have made it meanwhile, and be reading in it.
            if not path.exists():
                made.rename(path)
    except OSError as fault:
        raise ReviewerError(
            problem=f"The sample library cannot be made in “{folder}”: {fault.strerror}.",
            remedy="Make room there, or open files of your own.",
        ) from fault
    return path


def _fill(library: Library, told: dict[str, Any]) -> None:
    with library.step("Make the sample library", batch=new_batch()):
        for topic in told["topics"]:
            made = ensure_topic(library, topic["path"])
            recolour_topic(library, made, topic["colour"])
            describe_topic(library, made, topic["description"])
        for entity in told["entities"]:
            one = ensure_entity(library, entity["kind"], entity["name"])
            recolour_entity(library, one, entity["colour"])
            describe_entity(library, one, entity["description"])
            for alias in entity["aliases"]:
                add_alias(library, one, alias)
        documents = {
            path.name: _add(library, path) for path in sorted(resource("sample/documents").iterdir())
        }
        for tag in told["tags"]:
            _tag(library, documents[tag["document"]], tag)
    library.history.forget_all()
    remember(library, "document", documents[told["opens"]])


def _add(library: Library, path: Path) -> DocumentId:
    data = path.read_bytes()
    return add_document(library, read(data, file_name=path.name), data, file_name=path.name).document


def _tag(library: Library, document: DocumentId, tag: dict[str, Any]) -> None:
    text = text_of(library, document)
    place: Span = find_quote(text.text, tag["quote"])[tag.get("nth", 1) - 1]
    tag_passage(
        library,
        document,
        place,
        topics=[ensure_topic(library, path) for path in tag.get("topics", ())],
        entities=[(find_entity(library, one["entity"]).id, one["role"]) for one in tag.get("entities", ())],
        memo=tag.get("memo", ""),
        text=text,
    )
