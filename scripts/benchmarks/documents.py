"""How well and how fast files become documents: articles against what they should be, importing against bare inserts.

The expected articles are those of ../shared/data/documents, scored as the article extraction benchmark of Scrapinghub
does: the words in shingles of four, as many times as they occur; precision and recall are means over the pages, F1 is
made of the two. Our text begins with the page's headline, which the expected bodies leave out: the first line is not
scored where it is the title.
"""

import argparse
import gzip
import html
import json
import re
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reviewer.documents.adding import add_files
from reviewer.documents.reading import read
from reviewer.errors import ReviewerError
from reviewer.model.document import Reading
from reviewer.store.library import Library

DATA = Path(__file__).parents[3] / "shared" / "data" / "documents"
ROUNDS = 3
FIELDS: tuple[tuple[str, str, Callable[[Reading], str]], ...] = (
    ("title", "title", lambda reading: reading.metadata.title),
    ("authors", "byline", lambda reading: " ".join(reading.metadata.authors)),
    ("date", "publishedTime", lambda reading: reading.metadata.published or ""),
)
"""A field of ours, what the expected metadata calls it, and how a reading says it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page and the text that its article should have. `metadata` is what is expected of it; may be empty."""

    name: str
    data: bytes
    expected: str
    metadata: dict[str, object]


def main() -> None:
    """Prints all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--data", type=Path, default=DATA, help="the folder that html-aeb and html-mozilla lie in"
    )
    parser.add_argument(
        "--worst", type=int, default=0, metavar="N", help="name the N pages with the lowest F1"
    )
    parser.add_argument("--files", type=int, default=200, help="how many text files are imported")
    options = parser.parse_args()
    for name, pages in (("html-aeb", aeb(options.data)), ("html-mozilla", mozilla(options.data))):
        found = list(pages)
        if found:
            articles(name, found, worst=options.worst)
        else:
            print(f"{name}: not there ({options.data / name})")
    importing(options.files)


def aeb(data: Path) -> Iterator[Page]:
    """The pages of the article extraction benchmark."""
    for file in sorted((data / "html-aeb").glob("*.expected.json")):
        stem = file.name.removesuffix(".expected.json")
        expected = json.loads(file.read_text(encoding="utf-8"))
        page = gzip.decompress((file.parent / f"{stem}.html.gz").read_bytes())
        yield Page(stem, page, expected["articleBody"], {})


def mozilla(data: Path) -> Iterator[Page]:
    """The test pages of Readability. What is expected there is Readability's own output, tags and all."""
    for file in sorted((data / "html-mozilla").glob("*.expected.html")):
        stem = file.name.removesuffix(".expected.html")
        expected = html.unescape(re.sub(r"<[^>]+>", " ", file.read_text(encoding="utf-8")))
        page = gzip.decompress((file.parent / f"{stem}.html.gz").read_bytes())
        metadata = json.loads((file.parent / f"{stem}.metadata.json").read_text(encoding="utf-8"))
        yield Page(stem, page, expected, metadata)


def articles(name: str, pages: list[Page], *, worst: int) -> None:
    """Prints how well the articles of these pages are found, and what it costs beside parsing the page alone."""
    readings: list[tuple[Page, Reading]] = []
    for page in pages:
        try:
            readings.append((page, read(page.data, file_name=f"{page.name}.html")))
        except ReviewerError as fault:
            print(f"  {page.name}: {fault}")
    scores = [(page, *scored(page.expected, body(reading))) for page, reading in readings]
    precision = statistics.mean(score[1] for score in scores)
    recall = statistics.mean(score[2] for score in scores)
    print(f"{name}: {len(readings)} of {len(pages)} pages read")
    print(f"  F1 {f1(precision, recall):.3f}  precision {precision:.3f}  recall {recall:.3f}")
    whole = [scored(page.expected, reading.text) for page, reading in readings]
    headed = f1(statistics.mean(one[0] for one in whole), statistics.mean(one[1] for one in whole))
    print(f"  F1 with the headline counted as a fault {headed:.3f}")
    for field, expected, got in FIELDS:
        asked = [(page, reading) for page, reading in readings if page.metadata.get(expected)]
        if asked:
            same = sum(agree(str(page.metadata[expected]), got(reading), field) for page, reading in asked)
            print(f"  {field} agrees on {same} of {len(asked)}")
            if field == "title":
                near = sum(
                    contained(str(page.metadata["title"]), reading.metadata.title) for page, reading in asked
                )
                print(f"  and on {near} where a site's name or a kicker makes no difference")
    titled = sum(reading.metadata.title.casefold() != page.name.casefold() for page, reading in readings)
    print(f"  {titled} with a title of their own, {sum(bool(one.doubts) for _, one in readings)} with doubts")
    ours = [seconds(partial(read, page.data, file_name="page.html")) for page, _ in readings]
    bare = [seconds(partial(parsed, page.data)) for page, _ in readings]
    print(
        f"  {statistics.median(ours) * 1000:.1f} ms a page (median), {max(ours) * 1000:.0f} ms the slowest; "
        f"{sum(ours) / sum(bare):.1f} times lxml parsing alone"
    )
    for page, its_precision, its_recall in sorted(scores, key=lambda one: f1(one[1], one[2]))[:worst]:
        print(f"  {f1(its_precision, its_recall):.2f} P {its_precision:.2f} R {its_recall:.2f} {page.name}")


def body(reading: Reading) -> str:
    """The text without its first line, where that is the headline."""
    first, _, rest = reading.text.partition("\n")
    return rest if first == reading.metadata.title else reading.text


def scored(expected: str, got: str) -> tuple[float, float]:
    """Precision and recall of the shingles."""
    wanted, found = shingles(expected), shingles(got)
    both = (wanted & found).total()
    return both / found.total() if found else 0.0, both / wanted.total() if wanted else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words, and how often each occurs; of a shorter text its one run."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(len(words) - 3, min(len(words), 1))))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def agree(expected: str, got: str, field: str) -> bool:
    """Whether a title or byline is within the other, or shares two words with it; a date is the same day."""
    wanted, found = " ".join(expected.casefold().split()), " ".join(got.casefold().split())
    if field == "date":
        return bool(found) and wanted.startswith(found)
    if field == "title":
        return wanted == found
    names = set(re.findall(r"\w+", wanted)) & set(re.findall(r"\w+", found))
    return bool(found) and (wanted in found or found in wanted or len(names) > 1)


def contained(expected: str, got: str) -> bool:
    """Whether one title is within the other."""
    wanted, found = expected.casefold(), got.casefold()
    return wanted in found or found in wanted


def seconds(work: Callable[[], object]) -> float:
    """How long the fastest of a few rounds takes."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def parsed(data: bytes) -> None:
    """What a page costs lxml."""
    from lxml import html as lxml_html

    lxml_html.document_fromstring(data)


class InProcess:
    """Reads files here and now, so that the time is the reader's and the library's and not the worker's."""

    def read(self, path: Path) -> tuple[Reading, bytes]:
        """The document in a file, and its bytes."""
        data = path.read_bytes()
        return read(data, file_name=path.name), data


def importing(count: int) -> None:
    """Prints what it costs to add small text files, beside reading them and inserting the same bytes bare."""
    with tempfile.TemporaryDirectory(prefix="reviewer-bench-") as folder:
        files = [Path(folder) / f"note-{number:03}.txt" for number in range(count)]
        for number, file in enumerate(files):
            file.write_text(
                f"Note {number}\n\n" + f"The council met for the {number}th time. " * 50, encoding="utf-8"
            )
        with Library.create(Path(folder) / "bench.reviewer") as library:
            began = time.perf_counter()
            report = add_files(lambda verb: verb(library), files, worker=InProcess())
            ours = time.perf_counter() - began
        if any(outcome.status != "added" for outcome in report.outcomes):
            raise SystemExit("not every file was added")
        each, one = (
            inserts(files, Path(folder) / f"bare-{way}.db", one=way == "one") for way in ("each", "one")
        )
        print(f"importing {count} text files: {ours * 1000:.0f} ms, {ours / count * 1e6:.0f} µs a file")
        print(f"  {ours / each:.1f} times bare inserts that commit each ({each * 1000:.0f} ms)")
        print(f"  {ours / one:.1f} times bare inserts that commit once ({one * 1000:.0f} ms)")


def inserts(files: list[Path], path: Path, *, one: bool) -> float:
    """Seconds for sqlite3 alone to take the same files: bytes and text in two tables and a full-text index."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE original(sha TEXT PRIMARY KEY, content BLOB); CREATE TABLE text(n INTEGER PRIMARY KEY, content TEXT);"
        "CREATE VIRTUAL TABLE words USING fts5(content);"
    )
    began = time.perf_counter()
    if one:
        connection.execute("BEGIN")
    for file in files:
        data = file.read_bytes()
        if not one:
            connection.execute("BEGIN")
        connection.execute("INSERT INTO original VALUES (?, ?)", (str(file), data))
        connection.execute("INSERT INTO text(content) VALUES (?)", (data.decode(),))
        connection.execute("INSERT INTO words VALUES (?)", (data.decode(),))
        if not one:
            connection.execute("COMMIT")
    if one:
        connection.execute("COMMIT")
    taken = time.perf_counter() - began
    connection.close()
    return taken


if __name__ == "__main__":
    main()
