"""A share and back: what a colleague has after merging it is what was shared."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.exchange.arriving import make_library
from reviewer.model.ids import DocumentId, EntityId, TopicId
from reviewer.model.passage import Passage, Span
from reviewer.model.query import Query
from reviewer.model.share import Choice
from reviewer.search.library import find
from reviewer.store.checking import check
from reviewer.store.coders import ensure_coder
from reviewer.store.documents import (
    document,
    documents,
    has_original,
    original_of,
    remove_documents,
    rename_document,
    text_of,
)
from reviewer.store.entities import (
    add_alias,
    delete_entity,
    describe_entity,
    ensure_entity,
    entities,
    rename_entity,
)
from reviewer.store.library import Library
from reviewer.store.manifest import SHARED, manifest_of
from reviewer.store.memos import change_memo, write_memo
from reviewer.store.merging import together
from reviewer.store.passages import passages_of
from reviewer.store.sharing import share
from reviewer.store.tags import remove_passage, tag_passage
from reviewer.store.topics import delete_topic, ensure_topic, move_topic, recolour_topic, rename_topic, topics
from tests.store.conftest import TEXT, add_text

OTHER = "The dockers met on Monday. Nobody wrote it down, said Ines Prado.\n"


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "ana.reviewer", coder="Ana") as made:
        yield made


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "ben.reviewer", coder="Ben") as made:
        yield made


def tag(library: Library, identity: DocumentId, words: str, **about: Any) -> Passage:
    start = text_of(library, identity).text.index(words)
    return tag_passage(library, identity, Span(start, start + len(words)), **about)


def send(library: Library, to: Library, choice: Choice | None = None) -> Path:
    """Shares and merges."""
    path = library.path.with_suffix(".share")
    share(library, path, choice or Choice(), overwrite=True)
    together.merge(to, path)
    return path


def content(library: Library, folder: Path) -> dict[str, str]:
    """The hash of every shared table; but who else was here, and up to when, is each library's own."""
    path = folder / "content.reviewer"
    share(library, path, Choice(), overwrite=True)
    made = manifest_of(path)
    assert made is not None
    return {table: made.entries[f"table {table}"] for table in SHARED if table not in {"coder", "seen"}}


class Work:
    """Verbs over a library that keeps what was made, so that any number chooses something."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.documents = [add_text(library, TEXT), add_text(library, OTHER, title="Dockers")]

    def verbs(self) -> list[Callable[[int], object]]:
        """Each takes a number that decides on what it works."""
        library = self.library
        return [
            lambda n: ensure_topic(library, f"T{n % 4}/U{n % 3}"),
            lambda n: ensure_entity(library, "person", f"E{n % 4}"),
            self._tag,
            self._tag,
            lambda n: rename_topic(library, self._topic(n), f"Renamed {n}"),
            lambda n: recolour_topic(library, self._topic(n), "#735ed1"),
            lambda n: move_topic(library, self._topic(n), self._topic(n // 7)),
            lambda n: delete_topic(library, self._topic(n)),
            lambda n: rename_entity(library, self._entity(n), f"Named {n}"),
            lambda n: add_alias(library, self._entity(n), f"Alias {n}"),
            lambda n: describe_entity(library, self._entity(n), f"Words {n}"),
            lambda n: delete_entity(library, self._entity(n)),
            self._remove_passage,
            lambda n: rename_document(library, self._document(n), f"Title {n}"),
            lambda n: remove_documents(library, [self._document(n)]),
            self._write_and_change,
            lambda _: library.history.undo(),
            lambda _: library.history.redo(),
        ]

    def _document(self, n: int) -> DocumentId:
        return self.documents[n % len(self.documents)]

    def _topic(self, n: int) -> TopicId:
        there = [one.id for one in topics(self.library)] or [ensure_topic(self.library, "Another")]
        return there[n % len(there)]

    def _entity(self, n: int) -> EntityId:
        there = [one.id for one in entities(self.library)] or [ensure_entity(self.library, "work", "Another")]
        return there[n % len(there)]

    def _tag(self, n: int) -> None:
        start = n % 40
        tag_passage(
            self.library,
            self._document(n),
            Span(start, start + 1 + n % 11),
            topics=[self._topic(n)],
            entities=[(self._entity(n // 3), "subject")] if n % 2 else [],
            memo=f"Memo {n}" if n % 5 == 0 else "",
            coder=ensure_coder(self.library, "Nora") if n % 3 == 0 else None,
        )

    def _remove_passage(self, n: int) -> None:
        found = passages_of(self.library, self._document(n))
        if found:
            remove_passage(self.library, found[n % len(found)].id)

    def _write_and_change(self, n: int) -> None:
        memo = write_memo(self.library, "topic", self._topic(n), f"Memo {n}")
        if n % 2:
            change_memo(self.library, memo, "" if n % 3 else f"Changed {n}")


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 17), st.integers(0, 500)), max_size=25))
def test_a_whole_share_merged_into_an_empty_library_gives_the_same(steps: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.create(folder / "a.reviewer", coder="Ana") as ana:
            work = Work(ana)
            verbs = work.verbs()
            for verb, number in steps:
                try:
                    verbs[verb](number)
                except ReviewerError:
                    continue
            out = share(ana, folder / "share.reviewer", Choice()).path

            plan = make_library(out, folder / "b.reviewer", coder="Ben")

            assert plan.refused_in_all == 0, plan.refused
            assert plan.conflicts == () or {one.kind for one in plan.conflicts} <= {
                "topic name",
                "entity name",
            }
            with Library.open(folder / "b.reviewer") as ben:
                assert content(ben, folder) == content(ana, folder)
                assert check(ben).problems == ()
                assert not together.merge(ben, out)


def test_what_was_deleted_is_deleted_at_the_colleagues_too(ana: Library, ben: Library) -> None:
    kept, removed = add_text(ana, TEXT), add_text(ana, OTHER, title="Dockers")
    gone = ensure_topic(ana, "Gone")
    tag(ana, removed, "dockers", topics=[ensure_topic(ana, "Stays")])
    first = tag(ana, kept, "The council", topics=[gone], memo="Look.")
    send(ana, ben)
    assert len(documents(ben)) == 2

    remove_documents(ana, [removed])
    delete_topic(ana, gone)
    remove_passage(ana, first.id)
    send(ana, ben)

    assert [one.id for one in documents(ben)] == [kept]
    assert passages_of(ben, kept) == []
    assert document(ben, kept).passages == 0
    assert check(ben).problems == ()


def test_a_topic_that_a_colleague_uses_comes_back_with_its_name(ana: Library, ben: Library) -> None:
    identity = add_text(ana, TEXT)
    topic = ensure_topic(ana, "Access")
    send(ana, ben)
    delete_topic(ana, topic)

    tag(ben, identity, "The council", topics=[topic])
    send(ana, ben)
    send(ben, ana)

    for library in (ana, ben):
        (passage,) = passages_of(library, identity)
        assert [(one.path, passage.quote) for one in passage.topics] == [("Access", "The council")]


def test_a_removed_document_that_is_imported_by_the_colleague_is_whole(ana: Library, ben: Library) -> None:
    identity = add_text(ana, TEXT)
    remove_documents(ana, [identity])
    send(ana, ben)
    assert documents(ben) == []

    assert add_text(ben, TEXT) == identity

    assert document(ben, identity).metadata.title == "Reading room"
    assert text_of(ben, identity).text == TEXT
    assert original_of(ben, identity) == TEXT.encode()
    assert [hit.passage.quote for hit in find(ben, Query("council", where="text"))] == ["council"]
    assert check(ben).problems == ()


def test_a_document_that_came_without_its_original_gets_it_by_import(ana: Library, ben: Library) -> None:
    identity = add_text(ana, TEXT)
    send(ana, ben, Choice(texts="text"))
    with pytest.raises(ReviewerError, match="without its original"):
        original_of(ben, identity)

    add_text(ben, TEXT)

    assert original_of(ben, identity) == TEXT.encode()


@pytest.mark.parametrize("way", ["import", "share"])
def test_a_document_that_came_with_quotes_only_gets_its_text(ana: Library, ben: Library, way: str) -> None:
    identity = add_text(ana, TEXT)
    topic = ensure_topic(ana, "Access")
    quoted = tag(ana, identity, "Ada Olsen opened", topics=[topic])
    send(ana, ben, Choice(texts="quotes"))
    text = text_of(ben, identity)
    assert text.is_withheld
    assert text.text.strip() == "Ada Olsen opened"
    assert find(ben, Query("council", where="text")) == []
    with pytest.raises(ReviewerError, match="quotes only"):
        tag_passage(ben, identity, Span(0, 4), topics=[topic])
    tag_passage(ben, identity, Span(quoted.start, quoted.end), topics=[ensure_topic(ben, "Again")])

    if way == "share":
        send(ana, ben)
    else:
        add_text(ben, TEXT)

    assert text_of(ben, identity).text == TEXT
    (passage,) = passages_of(ben, identity)
    assert (passage.quote, passage.prefix, passage.suffix) == (quoted.quote, quoted.prefix, quoted.suffix)
    assert [hit.passage.quote for hit in find(ben, Query("council", where="text"))] == ["council"]
    assert check(ben).problems == ()
    assert has_original(ben, hashlib.sha256(TEXT.encode()).hexdigest()) == identity


def test_blind_coding_comes_back_as_the_second_coders_tags(ana: Library, ben: Library) -> None:
    identity = add_text(ana, TEXT)
    topic = ensure_topic(ana, "Access")
    tag(ana, identity, "The council", topics=[topic])
    send(ana, ben, Choice(coders=()))
    assert passages_of(ben, identity) == []

    tag(ben, identity, "The council", topics=[topic])
    send(ben, ana)

    (passage,) = passages_of(ana, identity)
    assert sorted(one.coder for one in passage.topics) == ["Ana", "Ben"]
