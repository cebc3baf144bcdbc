"""What stands for what is not here, and how it is filled."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.store.documents import text_of
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from reviewer.store.withheld import (
    NAMES,
    fill_original,
    fill_text,
    is_known_passage,
    text_of_quotes,
)
from tests.store.conftest import TEXT, add_text


@given(st.sets(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)), max_size=8))
def test_quotes_stand_in_their_places_in_a_text_of_the_same_length(bounds: set[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder, Library.create(Path(folder) / "l.reviewer", coder="Nora") as made:
        document = add_text(made, TEXT)
        topic = ensure_topic(made, "T")
        spans = [Span(start, min(len(TEXT), start + length)) for start, length in bounds]
        for span in spans:
            tag_passage(made, document, span, topics=[topic])
        text_id = packed(text_of(made, document).id)

        text = text_of_quotes(made, text_id, len(TEXT))

    quoted = {at for span in spans for at in range(span.start, span.end)}
    assert len(text) == len(TEXT)
    assert all(text[at] == TEXT[at] for at in quoted)
    assert all(text[at].isspace() for at in set(range(len(TEXT))) - quoted)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_name_that_a_person_can_give_is_lower(library: Library, name: str) -> None:
    ensure_topic(library, "! \x20(removed)")
    given_names = [row[0] for row in library.execute("SELECT name FROM topic")]

    assert all(name < one for one in given_names)


def test_what_is_here_is_not_filled_again(library: Library, document: DocumentId) -> None:
    text = text_of(library, document)
    with library.step("Fill"):
        fill_text(library, packed(text.id), layout="{}", content="x" * len(TEXT))
        (sha256,) = library.execute("SELECT sha256 FROM original").fetchone()
        fill_original(library, sha256, b"other")

    assert text_of(library, document).text == TEXT
    assert library.execute("SELECT content FROM original").fetchone() == (TEXT.encode(),)


def test_only_a_passage_with_words_is_known(library: Library, document: DocumentId) -> None:
    passage = tag_passage(library, document, Span(0, 4), topics=[ensure_topic(library, "T")])

    assert is_known_passage(library, document, Span(0, 4))
    assert not is_known_passage(library, document, Span(0, 5))
    library.execute("UPDATE passage SET quote = '' WHERE id = ?", (packed(passage.id),))
    assert not is_known_passage(library, document, Span(0, 4))
