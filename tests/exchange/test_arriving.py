"""A file that arrived: who sent it, whether it is as it was, and a library of one's own made of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.exchange.arriving import make_library, sender_of
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.model.share import Choice
from reviewer.store.checking import check
from reviewer.store.documents import documents
from reviewer.store.fulltext import search_passages
from reviewer.store.library import Library
from reviewer.store.sharing import share
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from tests.store.conftest import add_text


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A file that Nora has shared, with one tag."""
    with Library.create(tmp_path / "Nora.reviewer", coder="Nora") as library:
        document = add_text(library, "The crane was sold. Nobody saw it leave.", title="Crane")
        tag_passage(library, document, Span(0, 19), topics=[ensure_topic(library, "Trade")])
        share(library, tmp_path / "sent.reviewer", Choice())
    return tmp_path / "sent.reviewer"


def test_who_sent_it_and_its_fingerprint_are_told(sent: Path) -> None:
    sender = sender_of(sent)

    assert sender is not None
    assert (sender.name, sender.faults) == ("Nora", ())
    assert len(sender.fingerprint.split()) == 6


def test_a_library_that_was_not_shared_has_no_sender(sent: Path, tmp_path: Path) -> None:
    assert sender_of(tmp_path / "Nora.reviewer") is None


def test_what_was_changed_on_the_way_is_told(sent: Path) -> None:
    with closing(sqlite3.connect(sent, isolation_level=None)) as connection:
        connection.execute("UPDATE topic SET name = 'Theft'")

    sender = sender_of(sent)

    assert sender is not None
    assert [one.partition(" ")[0] for one in sender.faults] == ["“topic”"]


def test_it_becomes_a_library_in_which_somebody_else_tags(sent: Path, tmp_path: Path) -> None:
    was = sent.read_bytes()

    plan = make_library(sent, tmp_path / "Ben.reviewer", coder="Ben")

    assert plan.tables["tag"].added == 1
    assert sent.read_bytes() == was
    with Library.open(tmp_path / "Ben.reviewer") as library:
        assert library.access == "write"
        assert library.coder.name == "Ben"
        assert library.history.undo_name is None
        assert [one.metadata.title for one in documents(library)] == ["Crane"]
        (hit,) = search_passages(library, Query())
        assert [one.coder for one in hit.passage.topics] == ["Nora"]
        assert check(library).problems == ()


def test_where_the_file_is_refused_no_library_is_left(tmp_path: Path) -> None:
    wrong, out = tmp_path / "wrong.reviewer", tmp_path / "Ben.reviewer"
    wrong.write_bytes(b"x" * 5000)

    with pytest.raises(ReviewerError, match=r"wrong\.reviewer"):
        make_library(wrong, out, coder=None)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["wrong.reviewer"]
