"""Cold start to first paint: a bare PySide6 window with a text beside ours on the sample library: start [RUNS].

Ours paints bare surfaces first and its parts as soon as they are built; when the document is there is printed too.
Each run is a new process, the two in turn; both say when their first paint is done. Times are wall time in ms from the
start of the process, since starting waits for files as much as it computes. The goal is a ratio of 2 at most.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reviewer.exchange.sample import make_sample

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            print("painted", flush=True)
            QTimer.singleShot(0, QApplication.quit)
app = QApplication([])
window = Window()
window.setCentralWidget(QPlainTextEdit("text"))
window.resize(1280, 800)
window.show()
app.exec()
"""

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reviewer.ui import app, window
class Window(window.MainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            print("painted", flush=True)
            QTimer.singleShot(0, self.wait)
    def wait(self):
        if not self.is_furnished or self.assembly.desk.document is None or self.assembly.is_busy:
            QTimer.singleShot(1, self.wait)
            return
        print("document", flush=True)
        QTimer.singleShot(0, self.close)
app.MainWindow = Window
sys.exit(app.run(Path(sys.argv[1])))
"""


def times(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds from the start of a process to each word it prints."""
    start = time.perf_counter()
    found = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        for line in process.stdout or ():
            found[line.strip()] = (time.perf_counter() - start) * 1000
    if process.returncode or "painted" not in found:
        sys.exit(f"{command[2][:40]!r} ended with {process.returncode} and painted nothing")
    return found


def main(runs: int) -> None:
    """Prints both and the ratio, medians over the runs and of the ratios pair by pair."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # Drawing without a screen complains of what it need not do.
    environment["QT_LOGGING_RULES"] = "default.warning=false"
    with tempfile.TemporaryDirectory() as folder:
        environment |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), folder)
        sample = str(make_sample(Path(folder)))
        bare, ours = [sys.executable, "-c", BARE], [sys.executable, "-c", OURS, sample]
        times(bare, environment), times(ours, environment)
        pairs = [(times(bare, environment), times(ours, environment)) for _ in range(runs)]
    for name, word, which in (
        ("bare window painted", "painted", 0),
        ("ours painted", "painted", 1),
        ("ours, document shown", "document", 1),
    ):
        print(f"{name:<22} {statistics.median(pair[which][word] for pair in pairs):7.0f} ms")
    ratios = sorted(ours["painted"] / bare["painted"] for bare, ours in pairs)
    print(
        f"{'ratio of first paints':<22} {statistics.median(ratios):7.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}), goal 2"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
