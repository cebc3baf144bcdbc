"""Search in texts and passages."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.store import fulltext
from reviewer.store.coders import ensure_coder
from reviewer.store.documents import remove_documents
from reviewer.store.entities import ensure_entity
from reviewer.store.fulltext import document_filter, each_passage, places, search_passages, search_texts
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage, untag
from reviewer.store.topics import ensure_topic, find_topic
from tests.store.conftest import TEXT, add_text


def quotes(library: Library, words: str) -> list[str]:
    return [hit.passage.quote for hit in search_texts(library, Query(words, "text"))]


def test_every_hit_stands_where_it_says(library: Library, document: DocumentId) -> None:
    hits = search_texts(library, Query("ada olsen", "text"))

    assert len(hits) == 4
    for hit in hits:
        assert TEXT[hit.passage.start : hit.passage.end] == hit.passage.quote
        assert hit.passage.id == ""
        assert hit.document_title == "Reading room"


def test_words_are_found_whatever_their_case_accents_and_script(library: Library) -> None:
    add_text(library, "🚨 Ökonomie und Café, 分析数据 und عُمان")

    assert quotes(library, "okonomie") == ["Ökonomie"]
    assert quotes(library, "CAFE") == ["Café"]
    assert quotes(library, "数据") == ["数据"]
    assert quotes(library, "分析数") == ["分析数"]
    assert quotes(library, "据") == ["据"]
    assert quotes(library, "عمان") == ["عُمان"]
    assert quotes(library, "okon") == ["Ökon"]


def test_words_are_found_in_the_letters_that_a_ligature_stands_for(library: Library) -> None:
    add_text(library, "Fußball, ﬁnance und oﬃce: STRASSE")

    assert quotes(library, "fussball") == ["Fußball"]
    assert quotes(library, "Fußball") == ["Fußball"]
    assert quotes(library, "finance") == ["ﬁnance"]
    assert quotes(library, "off") == ["oﬃ"]
    assert quotes(library, "straße") == ["STRASSE"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("הם שרו שִׁיר חָדָשׁ ביחד", "שיר חדש"),
        ("הם שרו שיר חדש ביחד", "שִׁיר חָדָשׁ"),
        ("وقرأ كتـاباً جديداً", "كتابا"),
        ("वह काम करता है", "काम"),
        ("เขาอยู่ที่บ้านแล้ว", "บ้าน"),
        ("ຂ້ອຍຢູ່ເຮືອນແລ້ວ", "ເຮືອນ"),
        ("ខ្ញុំនៅផ្ទះហើយ", "ផ្ទះ"),
    ],
    ids=["points", "no points", "lengthened", "vowel signs", "Thai", "Lao", "Khmer"],
)
def test_words_are_found_in_scripts_with_points_and_without_spaces(
    library: Library, text: str, words: str
) -> None:
    add_text(library, text)

    (quote,) = quotes(library, f'"{words}"')

    assert quote in text
    assert len(quote) < len(text)


def test_what_stands_in_quotation_marks_stands_together(library: Library, document: DocumentId) -> None:
    assert quotes(library, '"reading room"') == ["reading room"]
    assert quotes(library, "“room reading”") == []
    assert len(quotes(library, "room reading")) == 2


def test_lines_with_more_of_the_words_come_first() -> None:
    text = "alpha here\nbeta there\nalpha and beta\n"

    assert [text[a:b] for a, b in places(text, "alpha beta")][:2] == ["alpha", "beta"]
    assert places(text, "alpha beta")[0][0] == text.index("alpha and")


def test_a_title_alone_leads_to_the_beginning(library: Library, document: DocumentId) -> None:
    add_text(library, "\n\nFirst words here\nmore", title="Harbour strike")

    assert quotes(library, "harbour") == ["First words here"]


def test_titles_weigh_more_than_texts(library: Library) -> None:
    add_text(library, "harbour " * 3 + "word " * 50, title="Elsewhere")
    add_text(library, "The harbour is quiet. " + "word " * 50, title="Harbour strike")

    assert search_texts(library, Query("harbour", "text"))[0].document_title == "Harbour strike"


def test_a_removed_document_is_not_found(library: Library, document: DocumentId) -> None:
    remove_documents(library, [document])

    assert quotes(library, "council") == []
    assert document_filter(library, "council") == []
    library.history.undo()
    assert document_filter(library, "counc") == [document]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=30))
def test_nothing_that_is_typed_is_an_error(library: Library, words: str) -> None:
    search_texts(library, Query(words, "text"))
    search_passages(library, Query(words))
    document_filter(library, words)


@pytest.mark.parametrize(
    "words", ['"', "AND", "a NEAR b", "title:x", "-x", "x*", "(", "'; DROP TABLE x", "“", "^a"]
)
def test_the_language_of_the_index_is_only_words(library: Library, document: DocumentId, words: str) -> None:
    search_texts(library, Query(words, "text"))
    search_passages(library, Query(words))


def test_passages_are_filtered_by_topic_entity_coder_document_and_date(
    library: Library, document: DocumentId
) -> None:
    later = add_text(library, "Another text about rooms.", title="Later", published="2025-03-09")
    earlier = add_text(library, "An older text about rooms.", title="Earlier", published="2024")
    rooms, ada = ensure_topic(library, "Access/Rooms"), ensure_entity(library, "person", "Ada")
    ola = ensure_coder(library, "Ola")
    one = tag_passage(library, document, Span(0, 4), topics=[rooms], entities=[(ada, "mentioned")])
    two = tag_passage(library, later, Span(0, 7), topics=[rooms], coder=ola)
    three = tag_passage(library, earlier, Span(0, 8), entities=[(ada, "speaker")])
    access = find_topic(library, "Access").id

    def found(query: Query) -> set[str]:
        return {hit.passage.id for hit in search_passages(library, query)}

    assert found(Query()) == {one.id, two.id, three.id}
    assert found(Query(topics=(access,))) == {one.id, two.id}
    assert found(Query(entities=(ada,))) == {one.id, three.id}
    assert found(Query(topics=(access,), entities=(ada,))) == {one.id}
    assert found(Query(coders=(ola.id,))) == {two.id}
    assert found(Query(topics=(rooms,), coders=(library.coder.id,))) == {one.id}
    assert found(Query(documents=(later, earlier))) == {two.id, three.id}
    assert found(Query(since="2025")) == {two.id}
    assert found(Query(since="2024", until="2025-03")) == {two.id, three.id}
    assert found(Query(until="2024-12-31")) == {three.id}
    assert found(Query(words="anoth")) == {two.id}
    assert found(Query(words="…")) == set()
    assert len(search_passages(library, Query(limit=2))) == 2
    untag(library, [two.topics[0].tag])
    assert found(Query(topics=(access,))) == {one.id}


def test_passages_are_read_in_parts_and_none_is_lost(
    library: Library, document: DocumentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = ensure_topic(library, "Access")
    tagged = [tag_passage(library, document, Span(at, at + 3), topics=[topic]) for at in range(5)]
    monkeypatch.setattr(fulltext, "_ROWS_AT_ONCE", 2)

    hits = each_passage(library, Query())

    assert next(hits).passage == tagged[0]
    assert [hit.passage for hit in hits] == tagged[1:]
