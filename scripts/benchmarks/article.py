"""The article view with 5 MB of text and 10,000 tags, beside a bare QTextEdit with the same text: article [MB [TAGS]].

Times are CPU time of this process in ms, since other work on the machine does not count in it.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QTextEdit

from reviewer.model.document import Document, DocumentText, Metadata
from reviewer.model.ids import DocumentId, PassageId, TextId
from reviewer.ui.reading.article import ArticleView
from reviewer.ui.reading.painting import Paint
from reviewer.ui.theme import PALETTE, font, themes

FRAMES = 100
WORDS = (
    "the archive ferry council of and to in quay 🚨 harbour night tariff was said with “tomorrow” café ministry report "
    "nobody opened مرحبا שלום 資料 relocation between which every because naïve 👩\u200d👧 history"
).split()


def text_of(megabytes: float) -> str:
    """Sentences of random words in paragraphs of some hundred characters, as large in UTF-8."""
    dice, pieces, size = random.Random(1), [], 0  # noqa: S311
    while size < megabytes * 1_000_000:
        sentences = (" ".join(dice.choices(WORDS, k=dice.randint(6, 22))) for _ in range(dice.randint(2, 6)))
        paragraph = ". ".join(sentences) + "."
        pieces.append(paragraph)
        size += len(paragraph.encode()) + 1
    return "\n".join(pieces)


def paints_of(text: str, count: int) -> list[Paint]:
    """Tags of up to 300 characters anywhere."""
    dice = random.Random(2)  # noqa: S311
    starts = (dice.randrange(len(text) - 301) for _ in range(count))
    return [
        Paint(start, start + dice.randint(5, 300), dice.choice(PALETTE), PassageId(str(number)), "Ferries")
        for number, start in enumerate(starts)
    ]


def cpu(action: Callable[[], object]) -> float:
    """What an action takes, ms."""
    start = time.process_time()
    action()
    return (time.process_time() - start) * 1000


def laid_out(view: QTextEdit) -> float:
    """Lets Qt lay out the rest of a text, slice by slice; the longest slice, ms."""
    longest = 0.0
    while not view.document().lastBlock().layout().lineCount():
        longest = max(longest, cpu(QApplication.processEvents))
    return longest


def frames(view: QTextEdit) -> list[float]:
    """What each frame of scrolling through the middle takes, in order of size."""
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    QApplication.processEvents()

    def frame() -> None:
        bar.setValue(bar.value() + 60)
        view.viewport().repaint()

    return sorted(cpu(frame) for _ in range(FRAMES))


def resized(view: QTextEdit) -> float:
    """What making the window wider takes."""

    def resize() -> None:
        view.resize(view.width() + 200, view.height())
        QApplication.processEvents()

    return cpu(resize)


def bare(text: str) -> dict[str, float]:
    """A QTextEdit as it comes: the text in one format, the same font, no tags."""
    view = QTextEdit()
    view.setReadOnly(True)
    view.setFont(font("text"))
    view.resize(1000, 900)
    view.show()
    QApplication.processEvents()

    def load() -> None:
        view.setPlainText(text)
        view.viewport().repaint()

    return measured(view, cpu(load))


def ours(text: str, paints: list[Paint]) -> dict[str, float]:
    """The article view with its tags."""
    view = ArticleView()
    view.resize(1000, 900)
    view.show()
    QApplication.processEvents()
    data = Document(
        DocumentId("d"),
        TextId("t"),
        Metadata("A long text"),
        "text",
        "text/plain",
        "a.txt",
        "new",
        len(text),
        0,
        "",
    )

    def load() -> None:
        view.show_document(data, DocumentText(TextId("t"), DocumentId("d"), text))
        view.viewport().repaint()

    def tag() -> None:
        view.set_paints(paints)
        view.viewport().repaint()

    def darken() -> None:
        themes.choose("dark")
        view.viewport().repaint()

    def zoom() -> None:
        view.zoom_by(1)
        view.viewport().repaint()

    loading = cpu(load)
    tagging = cpu(tag)
    found = measured(view, loading)
    found["tags, first frame"] = tagging
    found["theme changed"] = cpu(darken)
    found["zoom"] = cpu(zoom)
    found["next sentence"] = statistics.median(cpu(lambda: view.next_sentence(1)) for _ in range(20))
    return found


def measured(view: QTextEdit, loading: float) -> dict[str, float]:
    """The figures that both views have."""
    slice_ms = laid_out(view)
    steps = frames(view)
    return {
        "load, first frame": loading,
        "longest slice of laying out": slice_ms,
        "frame, median": steps[FRAMES // 2],
        "frame, p95": steps[FRAMES * 95 // 100],
        "resize": resized(view),
    }


def main(arguments: list[str]) -> int:
    """Prints the table."""
    megabytes = float(arguments[0]) if arguments else 5.0
    count = int(arguments[1]) if len(arguments) > 1 else 10_000
    app = QApplication([])
    themes.dress(app)
    themes.choose("light")
    text = text_of(megabytes)
    # The first text of a process pays for loading the fonts.
    QTextDocument(text[:2000]).size()
    plain, article = bare(text), ours(text, paints_of(text, count))
    print(f"{megabytes:g} MB, {len(text):,} code points, {count:,} tags; CPU ms")
    print(f"{'':<30}{'article':>9}{'bare':>9}{'ratio':>8}")
    for name, value in article.items():
        beside = plain.get(name)
        ratio = f"{beside:9.1f}{value / beside:8.2f}" if beside else ""
        print(f"{name:<30}{value:9.1f}{ratio}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
