"""Two people work on one set of documents: a file goes to and fro, is merged, looked at, taken back; and backups."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from reviewer.ui.notice_line import NoticeLine
from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, saved, saved_documents

ARTICLES = {
    "Harbour": "Harbour\n\nThe quay was closed. A ferry 🚢 waited outside. Nobody saw the ferry leave.\n",
    "Market": "Market\n\nThe market moved to the quay. Fish was sold there. The ferry brought it.\n",
}
LOCAL = "Nora"


@pytest.fixture
def library(tmp_path: Path, library_of: Callable[..., Path]) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return library_of(*sorted(folder.iterdir()))


def tag(reader: Reader, title: str, *names: str) -> None:
    """Tags the first sentences of a document, one with each name."""
    reader.open(title)
    reader.text.setFocus()
    reader.press("Ctrl+Home")
    for name in names:
        reader.press("Down")
        reader.type("t")
        reader.enter_tag(name)


def rename(reader: Reader, old: str, new: str) -> None:
    """Gives the first topic another name."""
    reader.press("Ctrl+1", "Home")
    assert reader.current_row("Topics") == old
    reader.press("F2")
    reader.until(lambda: reader.all_seen(QLineEdit, f"New name of {old}"))
    reader.press("Ctrl+A")
    reader.type(new)
    reader.press("Return")
    reader.until(lambda: new in reader.rows("Topics"))


def name_oneself(reader: Reader, name: str) -> None:
    """Says under which name one tags."""
    reader.window.assembly.menus.action("name").trigger()
    reader.dialog("Your name")
    reader.press("Ctrl+A")
    reader.type(name)
    reader.press("Return")
    reader.come_back()
    reader.settle()


def share(reader: Reader, path: Path) -> str:
    """Shares the whole library, and gives back the fingerprint that is shown."""
    reader.press("Ctrl+Shift+S")
    dialog = reader.dialog("Share with a colleague")
    field = reader.see(QWidget, "File", within=dialog)
    field.setFocus()
    reader.press("Ctrl+A")
    reader.type(str(path))
    reader.click_button("Share", within=dialog)
    reader.until(lambda: reader.all_seen(QLabel, "Fingerprint", within=dialog))
    shown = reader.see(QLabel, "Fingerprint", within=dialog).text()
    reader.click_button("Done", within=dialog)
    reader.come_back()
    return shown


def close(reader: Reader) -> None:
    reader.settle()
    reader.window.close()


def test_a_file_goes_to_a_colleague_and_comes_back(
    open_window: Open, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_ben, to_nora, bens = (tmp_path / f"{name}.reviewer" for name in ("to Ben", "to Nora", "Ben"))
    nora = open_window(library)
    tag(nora, "Harbour", "#Places")
    first = share(nora, to_ben)
    rename(nora, "Places", "Quays")
    close(nora)

    # Ben opens the file: it is not worked in, and is imported into a library of his own.
    was = to_ben.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(bens), ""))
    ben = open_window(to_ben)
    dialog = ben.dialog("A library")
    assert ben.see(QLabel, "Fingerprint", within=dialog).text() == first
    assert "not worked in" in " ".join(one.words for one in ben.all_seen(NoticeLine))
    ben.click_button("Import into a new library…", within=dialog)
    ben.until(lambda: ben.window.assembly.hub.path == bens)
    ben.come_back()
    ben.settle()
    assert to_ben.read_bytes() == was
    assert ben.rows("Documents") == ["Harbour", "Market"]
    assert len(saved(bens)) == 1
    name_oneself(ben, "Ben")
    rename(ben, "Places", "Waterside")
    tag(ben, "Market", "#Trade", "person: Ines Moss")
    share(ben, to_nora)
    close(ben)

    # Nora drops Ben's file on her window.
    nora = open_window(library)
    before = saved(library)
    nora.drop([to_nora])
    nora.click_button("Merge into “Journey”…", within=nora.dialog("A library"))
    preview = nora.dialog("Merge a colleague’s library")
    nora.until(lambda: nora.all_seen(QWidget, "What changes", within=preview))
    assert saved(library) == before
    nora.click_button("Conflicts (1)", within=preview)
    nora.until(lambda: nora.all_seen(QWidget, "Conflicts", within=preview))
    assert nora.rows("Conflicts") == ["Topic “Waterside”"]
    nora.click_button("Merge", within=preview)
    nora.come_back()
    nora.until(lambda: nora.said == "Merged “to Nora”: 2 tags added, 1 to look at")
    nora.settle()
    assert len(saved(library)) == len(before) + 2
    assert sorted(nora.rows("Topics")) == ["Trade", "Waterside"]

    # The conflict is looked at and settled the other way.
    nora.click_button("Conflicts (1)")
    conflicts = nora.dialog("Conflicts")
    nora.click_button("Take this one", within=conflicts)
    nora.until(lambda: not nora.all_seen(QWidget, "Conflicts", within=conflicts))
    nora.click_button("Close", within=conflicts)
    nora.come_back()
    nora.until(lambda: sorted(nora.rows("Topics")) == ["Quays", "Trade"])
    nora.until(lambda: not nora.all_seen(QWidget, "Conflicts (1)"))

    # Undo takes back the decision, then the whole merge.
    nora.press("Ctrl+Z")
    nora.until(lambda: sorted(nora.rows("Topics")) == ["Trade", "Waterside"])
    nora.until(lambda: nora.all_seen(QWidget, "Conflicts (1)"))
    nora.press("Ctrl+Z")
    nora.until(lambda: nora.rows("Topics") == ["Quays"])
    nora.until(lambda: not nora.all_seen(QWidget, "Conflicts (1)"))
    assert saved(library) == before


def test_the_same_file_again_brings_nothing(open_window: Open, library: Path, tmp_path: Path) -> None:
    reader = open_window(library)
    tag(reader, "Harbour", "#Places")
    share(reader, tmp_path / "out.reviewer")

    reader.drop([tmp_path / "out.reviewer"])
    reader.click_button("Merge into “Journey”…", within=reader.dialog("A library"))

    dialog = reader.dialog("Merge a colleague’s library")
    reader.until(
        lambda: [one for one in reader.all_seen(QLabel, within=dialog) if "already in your" in one.text()]
    )
    reader.click_button("Close", within=dialog)
    reader.come_back()


def test_a_file_that_is_no_library_is_refused_in_the_dialog(
    open_window: Open, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong.reviewer"
    wrong.write_bytes(b"x" * 5000)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(wrong)], ""))
    reader = open_window(library)

    reader.press("Ctrl+Shift+M")

    dialog = reader.dialog("Merge a colleague’s library")
    reader.until(
        lambda: [one for one in reader.all_seen(QLabel, within=dialog) if "wrong.reviewer”" in one.text()]
    )
    reader.until(lambda: reader.all_seen(QWidget, "Close", within=dialog))
    reader.click_button("Close", within=dialog)
    reader.come_back()
    assert wrong.read_bytes() == b"x" * 5000


def test_a_backup_is_made_gone_back_to_and_come_back_from(open_window: Open, library: Path) -> None:
    reader = open_window(library)
    tag(reader, "Harbour", "#Places")
    reader.press("Ctrl+Shift+B")
    dialog = reader.dialog("Backups")
    reader.click_button("Back up now", within=dialog)
    reader.until(lambda: len(reader.rows("Backups")) == 1)
    reader.click_button("Close", within=dialog)
    reader.come_back()
    then = saved(library)
    tag(reader, "Market", "#Trade")
    now = saved(library)

    reader.press("Ctrl+Shift+B")
    dialog = reader.dialog("Backups")
    reader.until(lambda: reader.rows("Backups"))
    reader.click_button("Restore", within=dialog)
    reader.come_back()

    reader.until(lambda: reader.said.startswith("Restored the backup of"))
    reader.settle()
    reader.until(lambda: reader.rows("Topics") == ["Places"])
    assert saved(library) == then
    reader.click_button("Undo", within=reader.toast)
    reader.until(lambda: sorted(reader.rows("Topics")) == ["Places", "Trade"])
    assert saved(library) == now
    assert [one.metadata.title for one in saved_documents(library)] == ["Harbour", "Market"]


def test_who_has_not_said_their_name_is_told_it_once_at_the_first_tag(
    open_window: Open, library: Path, library_of: Callable[..., Path]
) -> None:
    reader = open_window(library)
    name = reader.window.assembly.coders.name
    tag(reader, "Harbour", "#Places")
    assert reader.see(NoticeLine).words == f"You tag as “{name}”, as this computer calls you."

    reader.click_button("Change…", within=reader.see(NoticeLine))
    reader.dialog("Your name")
    reader.press("Ctrl+A")
    reader.type(LOCAL)
    reader.press("Return")
    reader.come_back()
    reader.settle()

    assert reader.all_seen(NoticeLine) == []
    assert [one.coder for passage in saved(library) for one in passage.topics] == [LOCAL]
    tag(reader, "Market", "#Trade")
    assert reader.all_seen(NoticeLine) == []
    assert {one.coder for passage in saved(library) for one in passage.topics} == {LOCAL}
