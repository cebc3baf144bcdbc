"""The sample library as it is made: whole, clean, once."""

import json
import threading
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.exchange.sample import make_sample
from reviewer.model.query import Query
from reviewer.resources import resource
from reviewer.store.checking import check
from reviewer.store.documents import documents
from reviewer.store.entities import entities
from reviewer.store.fulltext import search_passages
from reviewer.store.library import Library
from reviewer.store.settings import setting
from reviewer.store.tags import remove_passage
from reviewer.store.topics import topics

TOLD = json.loads(resource("sample/sample.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"))


def test_the_sample_is_clean_and_alone_in_its_folder(sample: Path) -> None:
    assert [one.name for one in sample.parent.iterdir()] == [f"{TOLD['title']}.reviewer"]

    with Library.open(sample) as library:
        assert check(library).problems == ()


def test_every_document_topic_and_entity_is_there(sample: Path) -> None:
    with Library.open(sample) as library:
        names = {one.file_name for one in documents(library)}
        paths = {one.path: (one.colour, one.description) for one in topics(library)}
        known = {(one.kind, one.name): one for one in entities(library)}

    assert names == {path.name for path in resource("sample/documents").iterdir()}
    assert paths == {one["path"]: (one["colour"], one["description"]) for one in TOLD["topics"]}
    assert {(one["kind"], one["name"]) for one in TOLD["entities"]} == set(known)
    for one in TOLD["entities"]:
        assert set(known[one["kind"], one["name"]].aliases) == set(one["aliases"])
        assert known[one["kind"], one["name"]].colour == one["colour"]


def test_every_tag_is_there_with_its_memo(sample: Path) -> None:
    with Library.open(sample) as library:
        files = {one.id: one.file_name for one in documents(library)}
        found = [hit.passage for hit in search_passages(library, Query())]
    # A quote may run over the lines of a page.
    made = {(files[one.document], " ".join(one.quote.split())): one for one in found}

    for tag in TOLD["tags"]:
        one = made[tag["document"], " ".join(tag["quote"].split())]
        assert {topic.path for topic in one.topics} >= set(tag["topics"])
        assert {(f"{each.kind}:{each.name}", each.role) for each in one.entities} >= {
            (each["entity"], each["role"]) for each in tag["entities"]
        }
        assert not tag.get("memo") or tag["memo"] in [memo.text for memo in one.memos]
        assert {each.coder for each in one.topics} | {each.coder for each in one.entities} == {TOLD["coder"]}


def test_making_it_is_no_step_that_could_be_undone_and_it_knows_what_to_open(sample: Path) -> None:
    with Library.open(sample) as library:
        opens = setting(library, "document")

        assert library.history.undo_name is None
        assert [one.file_name for one in documents(library) if one.id == opens] == [TOLD["opens"]]


def test_a_sample_that_is_there_stays_as_the_reader_left_it(tmp_path: Path) -> None:
    path = make_sample(tmp_path)
    with Library.open(path) as library:
        first = search_passages(library, Query())[0].passage.id
        remove_passage(library, first)
    before = path.read_bytes()

    assert make_sample(tmp_path) == path

    assert path.read_bytes() == before


def test_two_that_make_it_at_once_have_one_whole_library(tmp_path: Path) -> None:
    paths: list[Path] = []
    threads = [
        threading.Thread(target=lambda: paths.append(make_sample(tmp_path / "made"))) for _ in range(2)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(paths) == 2
    assert list((tmp_path / "made").iterdir()) == [paths[0]]
    with Library.open(paths[0]) as library:
        assert check(library).problems == ()


@pytest.mark.parametrize("below", ["", "folder"])
def test_where_it_cannot_be_made_there_is_a_sentence_and_nothing_is_left(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("mine")

    with pytest.raises(ReviewerError, match="The sample library cannot be made in “") as raised:
        make_sample(tmp_path / "file" / below)

    assert raised.value.remedy
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(
    not Path("/proc/self").is_dir(), reason="asks for a folder that not even root may write in"
)
def test_a_folder_that_may_not_be_written_in_is_a_sentence() -> None:
    with pytest.raises(ReviewerError, match="The sample library cannot be made in “/proc/self”"):
        make_sample(Path("/proc/self"))
