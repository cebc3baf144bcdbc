"""The store beside raw sqlite3, with 10,000 documents and 400,000 tags: store [--small | --ten] [--keep FOLDER].

Each line: what ours takes, what raw sqlite3 takes for the same in the same run (by turns, the same settings of SQLite),
the ratio of the two, the goal for it. Times are medians; on a machine that others use only the ratios say something.
`--ten` adds a library of ten times the size, and what becomes of opening, tagging and searching in it.
"""

import argparse
import gc
import os
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks import _filling as filling
from benchmarks import _raw as raw
from reviewer.model.document import DocumentText, Metadata, Reading
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.model.share import Choice
from reviewer.store.checking import check
from reviewer.store.documents import add_document, text_of
from reviewer.store.fulltext import search_passages, search_texts
from reviewer.store.fulltext_index import segmented
from reviewer.store.ids import packed
from reviewer.store.library import Library, new_batch
from reviewer.store.merging import together
from reviewer.store.passages import passages_of
from reviewer.store.sharing import share
from reviewer.store.tags import tag_passage
from reviewer.store.topics import subtree

DOCUMENTS, EACH = 10_000, 20
GROWTH = 1.5
"""What may be taken for noise between two sizes."""
Work = Callable[[], object]


def main() -> None:
    """Prints all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--small", action="store_true", help="a tenth of the documents; the goals are for all")
    size.add_argument("--ten", action="store_true", help="ten times as many as well; takes minutes and 11 GB")
    parser.add_argument(
        "--keep", type=Path, help="where the libraries are kept, and found again by the next run"
    )
    options = parser.parse_args()
    count = DOCUMENTS // 10 if options.small else DOCUMENTS
    with tempfile.TemporaryDirectory(prefix="reviewer-bench-") as temporary:
        work = Path(temporary)
        kept = options.keep or work
        kept.mkdir(parents=True, exist_ok=True)
        if wrong := filling.differences(work):
            raise SystemExit(f"The benchmark writes what the store would not: {', '.join(wrong)}.")
        ana, ben = library_of(kept, count), colleague_of(kept, count)
        say(ana)
        print(f"{'':<45}{'ours':>11}{'raw':>11}{'ratio':>8}{'goal':>7}")
        tagging(ana, work)
        importing(ana, work)
        reading(ana)
        filtering(ana)
        searching(ana)
        chinese(ana)
        opening(ana)
        sharing(ana, work)
        merging(ana, ben, work)
        if options.ten:
            large = library_of(kept, count * 10)
            say(large)
            # Tags are made in it, and what is kept stays as it is.
            growth(copied(ana, work / "once.reviewer"), copied(large, work / "ten times.reviewer"))


def library_of(folder: Path, count: int) -> Path:
    """A library of so many documents, where 20 passages of each bear two tags."""
    path, bare = folder / f"{count}.reviewer", folder / f"{count} untagged.reviewer"
    if not path.exists():
        began = time.perf_counter()
        bare.unlink(missing_ok=True)
        filling.lay_out(bare, count)
        # Under its name only when it is finished: a run may be stopped.
        unfinished = Path(shutil.copyfile(bare, folder / "unfinished.reviewer"))
        filling.tag(unfinished, each=EACH, seed=1, history=True)
        unfinished.rename(path)
        print(f"made {path.name} in {time.perf_counter() - began:.0f} s")
    return path


def colleague_of(folder: Path, count: int) -> Path:
    """What a colleague sends who had the same documents and tagged 10 passages in each."""
    sent = folder / f"{count} sent.reviewer"
    if not sent.exists():
        ben = folder / f"{count} Ben.reviewer"
        filling.hand_over(folder / f"{count} untagged.reviewer", ben, coder="Ben")
        filling.tag(ben, each=EACH // 2, seed=2)
        with Library.open(ben) as library:
            share(library, sent, Choice())
    return sent


def say(path: Path) -> None:
    """What is in a library, and that nothing is wrong with it."""
    with Library.open(path) as library:
        report = check(library)
    if report.problems:
        raise SystemExit(f"{path.name} is no library as the store would make it: {report.problems[0]}")
    size = path.stat().st_size / 1e6
    print(
        f"{report.documents:,} documents, {report.passages:,} passages, {report.tags:,} tags, {size:,.0f} MB; checked"
    )


def line(name: str, ours: list[float], floor: list[float], goal: float | None, note: str = "") -> None:
    """Prints one comparison."""
    mine, bare = statistics.median(ours), statistics.median(floor)
    ratio = mine / bare
    judged = "" if goal is None else f"{goal:7.1f}  {'ok' if ratio <= goal else 'over'}"
    print(f"{name:<45}{shown(mine):>11}{shown(bare):>11}{ratio:8.2f}{judged:<15}{note}".rstrip(), flush=True)


def shown(seconds: float) -> str:
    """A time with its unit."""
    if seconds < 0.1:
        return f"{seconds * 1000:.3f} ms"
    return f"{seconds:.2f} s" if seconds >= 10 else f"{seconds * 1000:.0f} ms"


def by_turns(pairs: Iterable[tuple[Work, Work]]) -> tuple[list[float], list[float]]:
    """Seconds of ours and of raw sqlite3, one after the other, and each first as often as the other."""
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for number, pair in enumerate(pairs):
        for which in (0, 1) if number % 2 else (1, 0):
            began = time.perf_counter()
            pair[which]()
            times[which].append(time.perf_counter() - began)
    return times


def copied(path: Path, to: Path) -> Path:
    """A copy to be worked in, so that neither side finds what the other has changed."""
    shutil.copyfile(path, to)
    with to.open("rb+") as file:
        os.fsync(file.fileno())
    return to


def some_texts(library: Library, count: int, *, seed: int) -> list[DocumentText]:
    """The texts of documents here and there."""
    ids = library.execute("SELECT id FROM document WHERE n % 20 <> 8 ORDER BY n").fetchall()
    return [text_of(library, DocumentId(row[0].hex())) for row in random.Random(seed).sample(ids, count)]  # noqa: S311


def tagging(path: Path, work: Path) -> None:
    """A passage that is tagged, beside one row of a tag and its commit."""
    mine, theirs = copied(path, work / "tag.reviewer"), copied(path, work / "tag raw.reviewer")
    with Library.open(mine) as library, raw.connected(theirs) as connection:
        texts = some_texts(library, 200, seed=3)
        for name, new in (("tag a passage", False), ("mark and tag a passage", True)):
            pairs = [
                (
                    partial(tag_once, library, text, a_span(library, text, new=new), number),
                    partial(raw.tag, connection, raw.a_passage(connection, text), number),
                )
                for number, text in enumerate(texts)
            ]
            line(name, *by_turns(pairs), 6)
    mine.unlink()
    theirs.unlink()


def tag_once(library: Library, text: DocumentText, span: Span, number: int) -> None:
    """Tags a stretch of a text with a topic."""
    tag_passage(library, text.document, span, topics=[filling.topic_id(299 - number % 9)], text=text)


def a_span(library: Library, text: DocumentText, *, new: bool) -> Span:
    """Where a passage is, or one where none is."""
    if new:
        return Span(text.text.find(" ") + 1, text.text.find(" ") + 31)
    return filling.spans(text.text, number_of(library, text), each=EACH, seed=1)[0]


def number_of(library: Library, text: DocumentText) -> int:
    """The number of a document in its library."""
    row = library.execute("SELECT n FROM document WHERE id = ?", (packed(text.document),)).fetchone()
    return int(row[0])


def importing(path: Path, work: Path, rounds: int = 5, count: int = 100) -> None:
    """Small texts that are added one by one, beside their rows, which are committed text by text as well."""
    mine, theirs = copied(path, work / "add.reviewer"), copied(path, work / "add raw.reviewer")
    with Library.open(mine) as library, raw.connected(theirs) as connection:
        coder = packed(library.coder.id)
        pairs = []
        for number in range(rounds):
            readings = [note(number * count + one) for one in range(count)]
            rows = [raw.rows_of(one, coder) for one in readings]
            pairs.append((partial(add_all, library, readings), partial(raw.insert_texts, connection, rows)))
        line(f"import {count} texts of 2,000 characters", *by_turns(pairs), 3)
    mine.unlink()
    theirs.unlink()


def note(number: int) -> Reading:
    """A small text."""
    content = f"Note {number}\n\n{' '.join(random.Random(number).choices(filling.WORDS[:5000], k=330))}"  # noqa: S311
    return Reading("text", "text/plain", filling.EXTRACTOR, Metadata(f"Note {number}"), content)


def add_all(library: Library, readings: list[Reading]) -> None:
    """Adds texts as an import does."""
    batch = new_batch()
    for one in readings:
        add_document(library, one, one.text.encode(), file_name=f"{one.metadata.title}.txt", batch=batch)


def reading(path: Path) -> None:
    """The passages of a document with their tags, beside three selects."""
    with Library.open(path) as library, raw.connected(path) as connection:
        ids = [text.document for text in some_texts(library, 200, seed=4)]
        pairs = [
            (partial(passages_of, library, one), partial(raw.passages, connection, packed(one)))
            for one in ids
        ]
        line("passages of a document", *by_turns(pairs), 2)


def filtering(path: Path) -> None:
    """A topic with those below it, an entity and dates, beside the query to which the topics are told."""
    with Library.open(path) as library, raw.connected(path) as connection:
        pairs, found = [], 0
        for number in range(30):
            topic, entity = filling.topic_id(number % 10), filling.entity_id(number % 6)
            query = Query(topics=(topic,), entities=(entity,), since="2005", until="2015-06")
            found += len(search_passages(library, query))
            below = [packed(one) for one in subtree(library, topic)]
            pairs.append(
                (
                    partial(search_passages, library, query),
                    partial(raw.filtered, connection, below, packed(entity)),
                )
            )
        line("topic and below, entity, dates", *by_turns(pairs), 1.5, f"{found / 30:.0f} passages")


RANKS = {"rare": 9000, "middling": 900, "frequent": 60, "most frequent": 3}
"""Words by their rank."""


def searching(path: Path) -> None:
    """The 20 best passages and texts, beside what the index alone says.

    Judged are all words together. The rarest take an index less time than it takes to make 20 passages of rows.
    """
    with Library.open(path) as library, raw.connected(path) as connection:
        for where, find in (("passages", search_passages), ("texts", search_texts)):
            ours, floor = 0.0, 0.0
            for name, words in asked():
                queries = [
                    Query(one, limit=20, where="passages" if where == "passages" else "text") for one in words
                ]
                pairs = [
                    (partial(find, library, query), partial(raw.best, connection, query, where))
                    for query in queries
                ]
                mine, bare = by_turns(pairs * 3)
                ours, floor = ours + statistics.median(mine), floor + statistics.median(bare)
                line(
                    f"20 best {where}, {name}",
                    mine,
                    bare,
                    None,
                    f"{raw.hits(connection, queries, where):,.0f} hits",
                )
            line(f"20 best {where}, all of these", [ours], [floor], 1.5)


def asked() -> Iterator[tuple[str, list[str]]]:
    """Words that are searched for."""
    for name, rank in RANKS.items():
        yield f"a {name} word", [f"“{filling.WORDS[rank + more]}”" for more in range(5)]
    yield "two words", [f"“{filling.WORDS[60 + more]}” “{filling.WORDS[80 + more]}”" for more in range(5)]
    yield "a beginning", [filling.WORDS[900 + more][:4] for more in range(5)]


def chinese(path: Path) -> None:
    """Whether words of two characters are found, wherever they stand."""
    with Library.open(path) as library:
        for word in ("研究", "資料", "新聞"):
            found = len(search_passages(library, Query(word)))
            row = library.execute("SELECT count(*) FROM passage WHERE instr(quote, ?)", (word,)).fetchone()
            print(
                f"{f'passages with {word}':<45}{found:>11,}{row[0]:>11,}{'':15}  {'ok' if found == row[0] else 'over'}"
            )


def opening(path: Path, rounds: int = 30) -> None:
    """A library that is opened and closed."""
    pairs: list[tuple[Work, Work]] = [(partial(open_once, path), partial(raw.open_once, path))] * rounds
    line("open and close", *by_turns(pairs), None)


def open_once(path: Path) -> None:
    """Opens and closes a library."""
    with Library.open(path):
        pass


def sharing(path: Path, work: Path, rounds: int = 3) -> None:
    """The whole library for a colleague, beside a copy of its file that is brought to the disk, and beside VACUUM."""
    out, copy, vacuumed = work / "out.reviewer", work / "copy.reviewer", work / "vacuumed.reviewer"
    with Library.open(path) as library, raw.connected(path) as connection:

        def ours() -> None:
            share(library, out, Choice(), overwrite=True)

        def vacuum() -> None:
            vacuumed.unlink(missing_ok=True)
            connection.execute("VACUUM INTO ?", (str(vacuumed),))

        shared, plain = by_turns([(ours, partial(copied, path, copy))] * rounds)
        _, whole = by_turns([(int, vacuum)] * rounds)
        size = f"{out.stat().st_size / 1e6:,.0f} of {path.stat().st_size / 1e6:,.0f} MB"
        line("share everything, beside a copy of the file", shared, plain, 3, size)
        line("share everything, beside VACUUM INTO", shared, whole, None)
    for file in (out, copy, vacuumed):
        file.unlink()


def merging(path: Path, sent: Path, work: Path, rounds: int = 3) -> None:
    """What a colleague tagged in the same documents, beside INSERT … SELECT of those rows; and the same file again.

    The floor writes what becomes of the rows in the index as well.
    """
    first: tuple[list[float], list[float]] = ([], [])
    again: list[float] = []
    rows = 0
    for _ in range(rounds):
        mine, theirs = copied(path, work / "merge.reviewer"), copied(path, work / "merge raw.reviewer")
        with Library.open(mine) as library, raw.connected(theirs) as connection:
            connection.create_function("segmented", 1, segmented, deterministic=True)
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("ATTACH ? AS sent", (str(sent),))
            ours, floor = by_turns(
                [(partial(together.merge, library, sent), partial(raw.insert_sent, connection))]
            )
            rows = library.execute("SELECT count(*) FROM topic_tag").fetchone()[0]
            first[0].extend(ours)
            first[1].extend(floor)
            again += by_turns([(partial(together.merge, library, sent), int)])[0]
        for file in (mine, theirs):
            file.unlink()
    with closing(sqlite3.connect(sent)) as connection:
        tags = sum(
            connection.execute(f"SELECT count(*) FROM {kind}_tag").fetchone()[0]
            for kind in ("topic", "entity")
        )
    line("merge what a colleague sent", *first, 2.5, f"{tags:,} new tags, {tags // 2:,} new passages")
    line("merge the same file again", again, first[1], 1, f"{rows:,} tags with topics are here")


def growth(small: Path, large: Path) -> None:
    """The same in a library of ten times the size, beside the smaller one in the place of raw sqlite3."""
    print(f"{'':<45}{'10 times':>11}{'once':>11}")
    pairs: list[tuple[Work, Work]] = [(partial(open_once, large), partial(open_once, small))] * 30
    line("open and close", *by_turns(pairs), GROWTH)
    with Library.open(large) as much, Library.open(small) as little:
        each = [some_texts(library, 200, seed=5) for library in (much, little)]
        tags = [
            (
                partial(tag_once, much, one, a_span(much, one, new=True), number),
                partial(tag_once, little, other, a_span(little, other, new=True), number),
            )
            for number, (one, other) in enumerate(zip(*each, strict=True))
        ]
        line("mark and tag a passage", *by_turns(tags), GROWTH)
        shown_of = [
            (partial(passages_of, much, one.document), partial(passages_of, little, other.document))
            for one, other in zip(*each, strict=True)
        ]
        line("passages of a document", *by_turns(shown_of), GROWTH)
        for where, find in (("passages", search_passages), ("texts", search_texts)):
            asked = [as_frequent(library, where, 300) for library in (much, little)]
            pairs = [
                (partial(find, much, Query(one, limit=20)), partial(find, little, Query(other, limit=20)))
                for one, other in zip(*asked, strict=True)
            ]
            line(f"20 best {where} of 300 hits", *by_turns(pairs * 3), GROWTH)


def as_frequent(library: Library, where: str, wanted: int) -> list[str]:
    """Five words that stand in about so many rows of an index."""
    table = "passage_fts" if where == "passages" else "document_fts"
    found: dict[str, int] = {}
    for word in filling.WORDS[:: max(1, len(filling.WORDS) // 2000)]:
        count = library.execute(
            f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (f'"{word}"',)
        ).fetchone()[0]
        found[f"“{word}”"] = abs(count - wanted)
    return sorted(found, key=found.__getitem__)[:5]


if __name__ == "__main__":
    main()
