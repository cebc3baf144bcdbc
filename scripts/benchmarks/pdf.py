"""A PDF of 300 pages: opening, text, places of characters, and the window while pages are drawn: pdf [PAGES].

Beside each time stands that of bare PyMuPDF doing the same, in a child process where ours is in one; the last figures
are the gaps between the ticks of a 4 ms timer in the window, idle and while the reader scrolls, and memory.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from reviewer.documents.formats import pdf
from reviewer.documents.pages import Pages
from reviewer.documents.worker import Worker
from reviewer.model.document import Document, DocumentText, Reading
from reviewer.model.ids import DocumentId, TextId
from reviewer.ui.reading.page_layout import PageLayout
from reviewer.ui.reading.pages import PageView
from reviewer.ui.theme import themes

ROUNDS = 5
WORDS = (
    "archive openness practice staffed scheduled priced refused reading room closes four afternoon law shut anyone works "
    "public institution governance information municipality obligation register digitised neighbouring towns nothing"
).split()


def make(path: Path, pages: int) -> None:
    """Two columns of random sentences and some curves on every page."""
    import pymupdf

    dice = random.Random(5)  # noqa: S311
    font = pymupdf.Font("tiro")
    widths = {word: font.text_length(word + " ", 9.5) for word in WORDS}
    file = pymupdf.open()
    for number in range(pages):
        page = file.new_page(width=595, height=842)
        writer = pymupdf.TextWriter(page.rect)
        for left in (60, 305):
            for line in range(58):
                if line % 12 == 11:
                    continue
                words: list[str] = []
                while sum(widths.get(word, 40) for word in words) < 190:
                    words.append(dice.choice(WORDS))
                writer.append((left, 80 + 12 * line), " ".join(words), font=font, fontsize=9.5)
        writer.append((290, 815), str(number + 1), font=font, fontsize=9)
        writer.write_text(page)
        for curve in range(30):
            points = (
                (60 + curve * 10, 790),
                (80 + curve * 8, 700),
                (300, 650 + curve * 3),
                (500, 790 - curve),
            )
            page.draw_bezier(*points, color=(curve / 30, 0.4, 0.6), width=0.3)
    file.save(path, garbage=3, deflate=True)


BARE = """
import sys
import pymupdf
scale = float(sys.argv[2])
pixels = pymupdf.open(sys.argv[1])[0].get_pixmap(matrix=pymupdf.Matrix(scale, scale))
sys.stdout.buffer.write(pixels.samples_mv)
"""
"""What the child process of the comparison does: open, draw the first page, send its pixels."""


def bare_child(path: Path, scale: float) -> float:
    """Seconds until the first page has come from a fresh child of bare PyMuPDF."""
    start = time.perf_counter()
    command = [sys.executable, "-c", BARE, str(path), str(scale)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def through_the_view(
    app: QApplication, data: bytes, document: Document, text: DocumentText, *, warm: bool = False
) -> tuple[float, float]:
    """Seconds until the first page is on the screen of a fresh view, and the scale it was drawn at.

    The worker's process starts with it, or is there already where `warm`.
    """
    view = PageView()
    view.resize(900, 1000)
    view.show()
    app.processEvents()
    worker = Worker()
    if warm:
        worker.start()
        time.sleep(1)
    start = time.perf_counter()
    pages = Pages(worker, data, text, file_name="bench.pdf")
    view.show_document(document, text, pages)
    app.processEvents()
    while view.is_drawing:
        app.processEvents()
        time.sleep(0.0005)
    view.viewport().repaint()
    taken = time.perf_counter() - start
    scale = PageLayout.of(text.pages, width=view.viewport().width(), zoom=1).scale(0)
    view.close_document()
    pages.close()
    worker.close()
    view.deleteLater()
    return taken, scale


def gaps(app: QApplication, seconds: float, act: Callable[[], object] | None) -> list[float]:
    """Milliseconds between the ticks of a 4 ms timer in the event loop; `act` is called at every 30 ms."""
    found: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        found.append((now - last) * 1000)
        last = now

    timer, scroller = QTimer(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    if act:
        scroller.timeout.connect(act)
        scroller.start(30)
    timer.start(4)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.0002)
    return found


def p95(numbers: list[float]) -> float:
    """The number that 95 of 100 stay under."""
    return sorted(numbers)[int(len(numbers) * 0.95)]


def resident(pid: int) -> float:
    """Resident memory of a process, MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def cpu(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least CPU time an action takes, ms."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def measure_text(data: bytes, reading: Reading) -> None:
    """Text and places of characters, beside `get_text`."""
    import pymupdf

    def bare() -> str:
        file: Any = pymupdf.open(stream=data, filetype="pdf")
        return "".join(page.get_text() for page in file)

    count = len(reading.pages)
    plain = cpu(bare)
    ours = cpu(lambda: pdf.read(data, file_name="bench.pdf"))
    print(
        f"text           {ours:8.0f} ms CPU   bare get_text {plain:8.0f} ms   ratio {ours / plain:.2f} (goal 1.5)"
    )
    file = pdf.PdfFile(data, file_name="bench.pdf")
    some = reading.pages[:20]
    maps = cpu(
        lambda: [file.page_map(p.index, reading.text[p.start : p.end], start=p.start) for p in some]
    ) / len(some)
    print(
        f"page map       {maps:8.2f} ms CPU   bare get_text {plain / count:8.2f} ms   ratio {maps * count / plain:.1f}"
    )


def measure_window(app: QApplication, path: Path, reading: Reading) -> None:
    """The first page, the gaps of the timer, memory."""
    data = path.read_bytes()
    document = Document(
        DocumentId("0" * 32), TextId("0" * 32), reading.metadata, "pdf", "application/pdf", path.name, "new",
        len(reading.text), len(reading.pages), "",
    )  # fmt: skip
    text = DocumentText(
        document.text_id, document.id, reading.text, reading.blocks, reading.marks, reading.pages
    )
    ours, bare = [], []
    for _ in range(ROUNDS):
        taken, scale = through_the_view(app, data, document, text)
        ours.append(taken * 1000)
        bare.append(bare_child(path, scale) * 1000)
    first, plain = statistics.median(ours), statistics.median(bare)
    warm = statistics.median(through_the_view(app, data, document, text, warm=True)[0] for _ in range(ROUNDS))
    print(
        f"first page     {first:8.0f} ms       bare child    {plain:8.0f} ms   ratio {first / plain:.2f} (goal 1.5)"
        f"   {warm * 1000:.0f} ms where the worker runs already"
    )
    with Worker() as worker:
        pages = Pages(worker, data, text, file_name=path.name)
        view = PageView()
        view.resize(900, 1000)
        view.show()
        view.show_document(document, text, pages)
        gaps(app, 1.0, None)
        bar = view.verticalScrollBar()
        idle, busy = [], []
        for _ in range(3):
            idle += gaps(app, 2.0, None)
            busy += gaps(app, 2.0, lambda: bar.setValue(bar.value() + 400))
        print(
            f"timer gap p95  {p95(busy):8.1f} ms       idle          {p95(idle):8.1f} ms   ratio {p95(busy) / p95(idle):.2f} "
            f"(goal 3.5)   longest {max(busy):.0f}, idle {max(idle):.0f}"
        )
        mine, child = resident(os.getpid()), resident(worker.pid or 0)
        print(f"memory         {mine:8.0f} MB window, {child:.0f} MB worker")
        view.close_document()
        pages.close()


def main() -> None:
    """Prints everything. With `--make PATH PAGES` only makes the file, so that doing so costs our memory nothing."""
    if sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[2]), int(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.pdf"
        subprocess.run([sys.executable, __file__, "--make", str(path), str(count)], check=True)
        print(f"{count} pages, {path.stat().st_size / 1e6:.1f} MB; median or least of {ROUNDS}")
        app = QApplication([])
        themes.dress(app)
        with Worker() as worker:
            start = time.perf_counter()
            reading, data = worker.read(path)
            print(
                f"read           {(time.perf_counter() - start) * 1000:8.0f} ms       through a fresh worker"
            )
        measure_window(app, path, reading)
        measure_text(data, reading)


if __name__ == "__main__":
    main()
