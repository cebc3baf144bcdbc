"""What leaves a library in a shared file, and what stays: also in the file's bytes."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.document import Metadata, Page, Reading
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Passage, Span
from reviewer.model.share import Choice
from reviewer.store import manifest, schema
from reviewer.store.checking import check
from reviewer.store.coders import ensure_coder
from reviewer.store.documents import add_document, documents, original_of, remove_documents, text_of
from reviewer.store.entities import add_alias, delete_entity, ensure_entity, remove_alias, rename_entity
from reviewer.store.faults import LibraryError
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.memos import change_memo, write_memo
from reviewer.store.opening import ReadOnlyError
from reviewer.store.passages import passages_of
from reviewer.store.settings import remember
from reviewer.store.sharing import plan_share, share
from reviewer.store.tags import remove_passage, tag_passage, untag
from reviewer.store.topics import delete_topic, describe_topic, ensure_topic, rename_topic
from tests.documents.nobody import as_nobody, open_folder
from tests.store.conftest import TEXT, add_text

LOCAL = {
    "setting",
    "step",
    "change",
    "merge_conflict",
    "merge_note",
    "manifest",
    "_sqlite_migrations",
    "sqlite_sequence",
}
"""The tables that never leave, and those that a shared file has of its own."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "for Ben.reviewer"


def rows(path: Path, question: str) -> list[Any]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(question).fetchall()


def tag(library: Library, document: DocumentId, words: str, **about: Any) -> Passage:
    start = text_of(library, document).text.index(words)
    return tag_passage(library, document, Span(start, start + len(words)), **about)


@pytest.fixture
def shared_work(library: Library) -> Library:
    """Two documents, tags of two coders, memos on everything."""
    first = add_text(library, TEXT, published="2025-01-24")
    second = add_text(library, "The dockers met on Monday. Nobody wrote it down.", title="Dockers")
    access, work = ensure_topic(library, "Access"), ensure_topic(library, "Work/Meetings")
    ada = ensure_entity(library, "person", "Ada Olsen")
    add_alias(library, ada, "A. Olsen")
    ben = ensure_coder(library, "Ben")
    one = tag(library, first, "The council closed", topics=[access], memo="Compare with the minutes.")
    tag(library, first, "Ada Olsen opened", entities=[(ada, "subject")], coder=ben)
    tag(library, second, "dockers met", topics=[work], coder=ben, memo="Ask them.")
    write_memo(library, "topic", access, "Who may come in.")
    write_memo(library, "document", first, "From the paper of record.")
    write_memo(library, "entity", ada, "Not the painter.")
    assert one.id
    return library


def test_every_table_either_leaves_or_is_known_to_stay(library: Library) -> None:
    tables = {
        name
        for (name,) in library.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if "_fts" not in name
    }

    assert tables <= LOCAL | set(manifest.SHARED)
    for table, columns in manifest.SHARED.items():
        there = {row[1] for row in library.execute(f"PRAGMA table_info({table})")}
        assert there - {"n"} == set(columns), table


def test_a_whole_share_holds_everything_that_is_shared(shared_work: Library, out: Path) -> None:
    plan = plan_share(shared_work, Choice())
    made = share(shared_work, out, Choice())

    assert (plan.documents, plan.passages, plan.topics, plan.entities, plan.memos) == (2, 3, 3, 1, 5)
    assert plan.tags == (("Ben", 2), ("Nora", 1))
    assert made.plan.bytes == out.stat().st_size
    assert (made.plan.documents, made.plan.tags) == (plan.documents, plan.tags)
    for table in set(manifest.SHARED) - {"coder"}:
        kept = shared_work.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert rows(out, f"SELECT count(*) FROM {table}") == [kept], table
    assert rows(out, "SELECT name FROM coder ORDER BY name") == [("Ben",), ("Nora",)]
    with Library.open(out) as opened:
        assert check(opened).problems == ()
        assert [passage.quote for one in documents(opened) for passage in passages_of(opened, one.id)] == [
            passage.quote for one in documents(shared_work) for passage in passages_of(shared_work, one.id)
        ]


def test_a_shared_file_is_one_file_of_a_library_without_history_and_settings(
    shared_work: Library, out: Path
) -> None:
    remember(shared_work, "document", "somewhere")
    share(shared_work, out, Choice())

    for table in ("step", "change", "setting", "merge_conflict"):
        assert rows(out, f"SELECT * FROM {table}") == [], table
    assert rows(out, "PRAGMA journal_mode") == [("delete",)]
    assert rows(out, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert rows(out, "PRAGMA user_version") == [(schema.VERSION,)]
    assert rows(out, "PRAGMA freelist_count") == [(0,)]
    assert [one.name for one in out.parent.iterdir() if one.name.startswith(".")] == []


def test_nothing_that_was_deleted_is_in_its_bytes(library: Library, out: Path) -> None:
    document = add_text(library, TEXT)
    removed = add_text(library, "Zinnober zebra text of a removed document.", title="Quagga title")
    access = ensure_topic(library, "Access")
    gone = ensure_topic(library, "Xylophone")
    describe_topic(library, gone, "Yttrium description")
    rename_topic(library, gone, "Vuvuzela")
    person = ensure_entity(library, "Wombatkind", "Ocelot")
    add_alias(library, person, "Narwhal")
    kept = ensure_entity(library, "person", "Ada")
    add_alias(library, kept, "Kakapo")
    remove_alias(library, kept, "Kakapo")
    memo = write_memo(library, "document", document, "Jackdaw memo")
    change_memo(library, memo, "Ibis memo")
    change_memo(library, memo, "")
    write_memo(library, "topic", gone, "Hoopoe on a deleted topic")
    write_memo(library, "document", removed, "Gecko on a removed document")
    tag(library, removed, "zebra text", topics=[access])
    tag(library, document, "The council closed", topics=[access, gone], entities=[(person, "subject")])
    bare = tag(library, document, "Two days later", topics=[access], memo="Fennec memo")
    remove_passage(library, bare.id)
    library.execute("UPDATE passage SET prefix = 'Echidna' WHERE id = ?", (packed(bare.id),))
    delete_topic(library, gone)
    delete_entity(library, person)
    remove_documents(library, [removed])

    share(library, out, Choice())

    there = out.read_bytes()
    words = (
        "Zinnober zebra Quagga Xylophone Yttrium Vuvuzela Wombatkind Ocelot Narwhal Kakapo Jackdaw Ibis Hoopoe Gecko "
        "Fennec Echidna"
    )
    assert [word for word in words.split() if word.encode() in there] == []
    assert b"The council closed" in there
    # What a colleague needs to delete it too.
    assert rows(out, "SELECT id FROM document WHERE deleted = 1") == [(packed(removed),)]
    assert rows(out, "SELECT id, quote FROM passage WHERE deleted = 1") == [(packed(bare.id), "")]
    assert rows(out, "SELECT name FROM topic WHERE deleted = 1") == [(" (removed)",)]
    assert rows(out, "SELECT text FROM memo WHERE deleted = 1") == [("",), ("",)]
    assert rows(out, "PRAGMA foreign_key_check") == []
    assert rows(out, "SELECT field FROM field_clock WHERE tbl = 'topic' AND row = x'" + gone + "'") == [
        ("deleted",)
    ]


def test_no_place_on_the_machine_and_no_name_of_its_owner_is_in_its_bytes(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "pangolin")
    with Library.create(tmp_path / "axolotl.reviewer", coder="pangolin") as library:
        reading = Reading(
            "text",
            "text/plain",
            "text/1",
            Metadata("A page", url="file:///home/pangolin/capybara.html"),
            "Words.",
        )
        document = add_document(
            library, reading, b"Words.", file_name="/home/pangolin/quokka/page.html"
        ).document
        windows = Reading(
            "text", "text/plain", "text/1", Metadata("Two", url="C:\\pangolin\\x"), "More words."
        )
        add_document(library, windows, b"More words.", file_name="C:\\Users\\pangolin\\quokka\\two.html")
        nora = ensure_coder(library, "Nora")
        tag(library, document, "Words", topics=[ensure_topic(library, "T")], coder=nora)
        remember(library, "folder", "/home/pangolin/quokka")

        share(library, out, Choice())

    there = out.read_bytes()
    assert [
        word for word in (b"pangolin", b"quokka", b"capybara", b"axolotl", bytes(tmp_path)) if word in there
    ] == []
    assert rows(out, "SELECT file_name FROM document ORDER BY file_name") == [("page.html",), ("two.html",)]
    assert rows(out, "SELECT name FROM coder ORDER BY name") == [(" (not named)",), ("Nora",)]


def test_a_coder_who_tagged_keeps_the_name_even_where_the_machine_has_it(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "pangolin")
    with Library.create(tmp_path / "l.reviewer", coder="pangolin") as library:
        tag(library, add_text(library, TEXT), "The council", topics=[ensure_topic(library, "T")])

        assert share(library, out, Choice()).plan.tags == (("pangolin", 1),)

    assert rows(out, "SELECT name FROM coder") == [("pangolin",)]


def test_chosen_documents_leave_alone_with_what_was_removed_in_them(shared_work: Library, out: Path) -> None:
    first, second = sorted(documents(shared_work), key=lambda one: one.metadata.title, reverse=True)
    doomed = tag(shared_work, first.id, "reading room", topics=[ensure_topic(shared_work, "Access")])
    untag(shared_work, [doomed.topics[0].tag])

    plan = plan_share(shared_work, Choice(documents=(first.id,)))
    share(shared_work, out, Choice(documents=(first.id,)))

    assert (plan.documents, plan.passages, plan.entities, plan.memos) == (1, 2, 1, 4)
    assert rows(out, "SELECT id FROM document") == [(packed(first.id),)]
    assert (
        rows(out, "SELECT count(*) FROM original") == rows(out, "SELECT count(*) FROM text_version") == [(1,)]
    )
    assert rows(out, "SELECT count(*) FROM passage WHERE deleted = 1") == [(1,)]
    assert b"dockers" not in out.read_bytes()
    assert second.metadata.title.encode() not in out.read_bytes()
    assert rows(out, "PRAGMA foreign_key_check") == []


def test_chosen_passages_leave_with_their_tags_and_no_other(shared_work: Library, out: Path) -> None:
    first = next(one for one in documents(shared_work) if one.passages == 2)
    passage = passages_of(shared_work, first.id)[0]
    choice = Choice(documents=(first.id,), passages=(passage.id,))

    plan = plan_share(shared_work, choice)
    share(shared_work, out, choice)

    assert (plan.passages, plan.tags, plan.entities, plan.topics) == (1, (("Nora", 1),), 0, 3)
    assert rows(out, "SELECT id FROM passage") == [(packed(passage.id),)]
    assert rows(out, "SELECT name FROM entity") == []


def test_without_memos_none_leaves_nor_a_passage_that_has_nothing_else(
    shared_work: Library, out: Path
) -> None:
    document = documents(shared_work)[0].id
    tag(shared_work, document, "Nobody wrote", memo="Only a memo.")

    plan = plan_share(shared_work, Choice(memos=False))
    share(shared_work, out, Choice(memos=False))

    assert (plan.memos, plan.passages) == (0, 3)
    assert rows(out, "SELECT * FROM memo") == []
    assert b"Compare with" not in out.read_bytes()


def test_blind_coding_shows_the_documents_and_topics_and_nobodys_tags(
    shared_work: Library, out: Path
) -> None:
    choice = Choice(coders=())

    plan = plan_share(shared_work, choice)
    share(shared_work, out, choice)

    assert (plan.documents, plan.passages, plan.tags, plan.topics, plan.memos) == (2, 0, (), 3, 2)
    for table in ("passage", "topic_tag", "entity_tag"):
        assert rows(out, f"SELECT * FROM {table}") == [], table
    assert b"Ben" not in out.read_bytes()
    assert b"Compare with" not in out.read_bytes()
    assert b"Who may come in." in out.read_bytes()


def test_one_coders_tags_leave_without_anybody_elses(shared_work: Library, out: Path) -> None:
    ben = ensure_coder(shared_work, "Ben")
    first = next(one for one in documents(shared_work) if one.passages == 2)
    tag(shared_work, first.id, "Ada Olsen opened", topics=[ensure_topic(shared_work, "Access")])

    plan = plan_share(shared_work, Choice(coders=(ben.id,)))
    share(shared_work, out, Choice(coders=(ben.id,)))

    assert (plan.passages, plan.tags) == (2, (("Ben", 2),))
    assert rows(out, "SELECT count(*) FROM topic_tag") == [(1,)]
    assert rows(out, "SELECT DISTINCT coder_id FROM topic_tag") == [(packed(ben.id),)]


def test_text_only_leaves_the_originals_hash_and_size_alone(library: Library, out: Path) -> None:
    reading = Reading(
        "pdf", "application/pdf", "pdf/1", Metadata("Paper"), "Some words.", pages=(Page(0, 0, 11, 600, 800),)
    )
    document = add_document(library, reading, b"%PDF platypus", file_name="p.pdf").document
    tag(library, document, "words", topics=[ensure_topic(library, "T")])

    share(library, out, Choice(texts="text"))

    assert b"platypus" not in out.read_bytes()
    assert rows(out, "SELECT size, length(content) FROM original") == [(13, 0)]
    with Library.open(out) as opened:
        assert text_of(opened, document).text == "Some words."
        with pytest.raises(ReviewerError, match="shared without its original"):
            original_of(opened, document)
        report = check(opened)
    assert report.problems == ()
    assert report.notes[0] == "1 document was shared without the original."


def test_quotes_only_leaves_no_word_that_was_not_tagged(shared_work: Library, out: Path) -> None:
    first = next(one for one in documents(shared_work) if one.passages == 2)

    share(shared_work, out, Choice(texts="quotes"))

    there = out.read_bytes()
    assert b"The council closed" in there
    assert [word for word in (b"reading room", b"Nobody wrote", b"date 2025") if word in there] == []
    with Library.open(out) as opened:
        text = text_of(opened, first.id)
        original = text_of(shared_work, first.id)
        assert text.is_withheld
        assert len(text.text) == len(original.text)
        assert text.text.split("\n") != original.text.split("\n")
        for passage in passages_of(opened, first.id):
            assert text.text[passage.start : passage.end] == passage.quote
        assert text.text.split() == "The council closed Ada Olsen opened".split()
        report = check(opened)
    assert report.problems == ()
    assert report.notes[0].startswith("2 texts were shared with quotes only")


def test_a_shared_file_is_read_and_not_worked_in(shared_work: Library, out: Path) -> None:
    share(shared_work, out, Choice())
    before = out.read_bytes()

    with Library.open(out) as opened:
        assert opened.access == "shared"
        assert len(documents(opened)) == 2
        with pytest.raises(ReadOnlyError, match="is a file that somebody shared"):
            ensure_topic(opened, "New")

    assert out.read_bytes() == before
    assert [one for one in out.parent.iterdir() if one.name.startswith(out.name)] == [out]


def test_the_library_itself_and_what_is_there_are_never_written_over(library: Library, out: Path) -> None:
    add_text(library, TEXT)
    before = library.path.stat().st_ino
    out.write_text("a letter")

    with pytest.raises(LibraryError, match="is there already"):
        share(library, out, Choice())
    with pytest.raises(LibraryError, match="is the library itself"):
        share(library, library.path, Choice(), overwrite=True)
    with pytest.raises(LibraryError, match="is a folder"):
        share(library, out.parent, Choice(), overwrite=True)
    with pytest.raises(LibraryError, match="there is no such folder"):
        share(library, out / "nowhere" / "x.reviewer", Choice())

    assert out.read_text() == "a letter"
    assert library.path.stat().st_ino == before
    share(library, out, Choice(), overwrite=True)
    assert rows(out, "SELECT count(*) FROM document") == [(1,)]


def test_a_name_of_an_entity_that_was_renamed_leaves_as_its_alias(library: Library, out: Path) -> None:
    entity = ensure_entity(library, "person", "Ada Olson")
    rename_entity(library, entity, "Ada Olsen")

    share(library, out, Choice())

    assert rows(out, "SELECT name FROM entity") == [("Ada Olsen",)]
    assert rows(out, "SELECT alias FROM entity_alias") == [("Ada Olson",)]


def test_a_library_that_cannot_be_written_is_shared(shared_work: Library, tmp_path: Path) -> None:
    shared_work.close()
    with open_folder() as place:
        shutil.copy(shared_work.path, place / "a.reviewer")
        (place / "a.reviewer").chmod(0o444)
        (place / "out").mkdir(mode=0o777)
        (place / "out").chmod(0o777)
        place.chmod(0o555)
        try:
            with as_nobody(), Library.open(place / "a.reviewer") as opened:
                assert opened.access == "read"
                made = share(opened, place / "out" / "b.reviewer", Choice())
        finally:
            place.chmod(0o755)

        assert made.plan.passages == 3
        assert rows(made.path, "SELECT count(*) FROM passage") == [(3,)]


def test_a_full_disk_is_said_and_leaves_nothing_behind(shared_work: Library, small_disk: Path) -> None:
    for number in range(6):
        add_text(shared_work, f"{number} " + "words and words " * 70_000, title=f"Large {number}")

    with pytest.raises(LibraryError, match="the disk is full"):
        share(shared_work, small_disk / "out.reviewer", Choice())

    assert list(small_disk.iterdir()) == []
    assert len(documents(shared_work)) == 8


def test_what_was_merged_into_another_leaves_with_it(library: Library, out: Path) -> None:
    document = add_text(library, TEXT)
    one, other, third = (ensure_entity(library, "person", name) for name in ("Ada", "Ada Olsen", "Nobody"))
    tag(library, document, "The council", entities=[(one, "subject")])
    with library.step("Unify"):
        library.execute("UPDATE entity SET merged_into = ? WHERE id = ?", (packed(other), packed(one)))

    share(library, out, Choice(documents=(document,)))

    assert {row[0].hex() for row in rows(out, "SELECT id FROM entity")} == {one, other}
    assert third
