"""Libraries of several people that are worked on apart, with clocks that run wrong, and merged."""

import itertools
import random
import time
from pathlib import Path
from typing import Any

from reviewer.errors import ReviewerError
from reviewer.model.document import Metadata, Reading
from reviewer.model.ids import DocumentId, TagId
from reviewer.model.merge import MergePlan
from reviewer.model.passage import Passage, Span
from reviewer.store.clock import Clock
from reviewer.store.copies import copy_library
from reviewer.store.documents import add_document, documents, remove_documents, rename_document, set_status
from reviewer.store.entities import (
    add_alias,
    delete_entity,
    ensure_entity,
    entities,
    remove_alias,
    rename_entity,
)
from reviewer.store.library import Library
from reviewer.store.manifest import SHARED
from reviewer.store.memos import change_memo, write_memo
from reviewer.store.merging import together
from reviewer.store.passages import passages_of
from reviewer.store.tags import remove_passage, tag_passage, untag
from reviewer.store.topics import (
    delete_topic,
    describe_topic,
    ensure_topic,
    move_topic,
    recolour_topic,
    rename_topic,
    topics,
)
from reviewer.store.unifying import unify_entities, unify_topics

TEXTS = (
    "🚨 The crane was sold on Friday. “Nobody asked us,” said Ines Prado.\n",
    "Minutes of the harbour council: item four, the crane.\n",
    "分析数据 and a few words that follow it.\n",
)
YEAR = 365 * 86_400


def add_text(
    library: Library, text: str, *, title: str = "Crane", extractor: str = "text/1", original: bytes = b""
) -> DocumentId:
    reading = Reading("text", "text/plain", extractor, Metadata(title), text)
    return add_document(library, reading, original or text.encode(), file_name=f"{title}.txt").document


def closed(library: Library) -> Path:
    """The library's file, with nothing left beside it; the library stays usable."""
    library.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return library.path


def merged(library: Library, other: Library | Path) -> MergePlan:
    """What merging the other library changed."""
    return together.merge(library, closed(other) if isinstance(other, Library) else other)


def canonical(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Every shared row, in order: what two libraries that hold the same agree on, to the byte.

    When a text was read is not among it: two people who read one file both made its text.
    """
    found = {}
    for table, columns in SHARED.items():
        names = ", ".join(
            f'"{column}"' for column in columns if (table, column) != ("text_version", "created")
        )
        found[table] = sorted(library.execute(f"SELECT {names} FROM {table}").fetchall(), key=repr)
    return found


def a_moment_later() -> None:
    """Lets the clocks go on, so that what comes next is later on every machine."""
    time.sleep(0.003)


def with_clock(library: Library, *, behind: int = 0) -> Library:
    """The library on a machine whose clock is so many seconds behind; before, where the number is negative."""
    device = library._clock.device
    library._clock = Clock(device, wall=lambda: time.time_ns() - behind * 1_000_000_000)
    return library


def copied(library: Library, path: Path, *, behind: int = 0) -> Library:
    """A copy of the library, as another person has it."""
    copy_library(library.path, path)
    return with_clock(Library.open(path), behind=behind)


class Worker:
    """Somebody who does what people do, at random."""

    def __init__(self, library: Library, chance: random.Random) -> None:
        self.library = library
        self.chance = chance

    def work(self) -> None:
        """One step of some kind, or none where it cannot be done."""
        verbs = (
            *(self.tag,) * 6,
            *(self.take_tag_away,) * 2,
            *(self.change_topic,) * 5,
            *(self.change_entity,) * 3,
            *(self.change_document,) * 3,
            *(self.change_memo,) * 2,
            self.take_passage_away,
            self.go_back,
        )
        try:
            self.chance.choice(verbs)()
        except ReviewerError:
            return

    def passages(self) -> list[Passage]:
        found = [passages_of(self.library, one.id) for one in documents(self.library)]
        return list(itertools.chain.from_iterable(found))

    def tag(self) -> None:
        there = documents(self.library)
        if not there:
            return
        document = self.chance.choice(there)
        start = self.chance.randrange(0, 20, 5)
        name = self.chance.choice(["A", "A/B", "A/B/C", "D", "ß"])
        with self.library.step("Tag"):
            topic = ensure_topic(self.library, name)
            entity = ensure_entity(self.library, "person", name.replace("/", " "))
            tag_passage(
                self.library,
                document.id,
                Span(start, start + 6),
                topics=[topic],
                entities=[(entity, self.chance.choice(["speaker", "mentioned"]))]
                if self.chance.random() < 0.5
                else [],
                memo="why" if self.chance.random() < 0.2 else "",
            )

    def take_tag_away(self) -> None:
        tags: list[TagId] = []
        for one in self.passages():
            tags += [tag.tag for tag in one.topics]
            tags += [tag.tag for tag in one.entities]
        if tags:
            untag(self.library, [self.chance.choice(tags)])

    def take_passage_away(self) -> None:
        if found := self.passages():
            remove_passage(self.library, self.chance.choice(found).id)

    def change_topic(self) -> None:
        found = topics(self.library)
        if not found:
            return
        one, other = self.chance.choice(found).id, self.chance.choice(found).id
        # Few of them move, so that several people move the same ones.
        first = sorted(topic.id for topic in found)[:3]
        match self.chance.randrange(8):
            case 0:
                rename_topic(self.library, one, f"N{self.chance.randrange(4)}")
            case 1 | 2:
                one, other = self.chance.choice(first), self.chance.choice(first)
                move_topic(self.library, one, other if one != other else None)
            case 3:
                recolour_topic(self.library, one, f"#00000{self.chance.randrange(9)}")
            case 4:
                describe_topic(self.library, one, f"what {self.chance.randrange(9)}")
            case 5:
                delete_topic(self.library, one)
            case _ if len(first) > 1:
                unify_topics(self.library, *self.chance.sample(first, 2))

    def change_entity(self) -> None:
        found = entities(self.library)
        if not found:
            return
        one = self.chance.choice(found)
        match self.chance.randrange(5):
            case 0:
                rename_entity(self.library, one.id, f"Name {self.chance.randrange(4)}")
            case 1:
                add_alias(self.library, one.id, f"Alias {self.chance.randrange(3)}")
            case 2 if one.aliases:
                remove_alias(self.library, one.id, one.aliases[0])
            case 3:
                unify_entities(self.library, one.id, self.chance.choice(found).id)
            case _:
                delete_entity(self.library, one.id)

    def change_document(self) -> None:
        there = documents(self.library)
        number = self.chance.randrange(len(TEXTS))
        match self.chance.randrange(4):
            case 0:
                add_text(
                    self.library,
                    TEXTS[number],
                    title=f"T{self.chance.randrange(3)}",
                    extractor=f"text/{self.chance.randrange(2)}",
                )
            case 1 if there:
                remove_documents(self.library, [self.chance.choice(there).id])
            case 2 if there:
                rename_document(self.library, self.chance.choice(there).id, f"R{self.chance.randrange(3)}")
            case _ if there:
                set_status(self.library, self.chance.choice(there).id, self.chance.choice(["new", "done"]))

    def change_memo(self) -> None:
        found = self.passages()
        if not found:
            return
        one = self.chance.choice(found)
        if one.memos:
            change_memo(self.library, one.memos[0].id, self.chance.choice(["", "new", "newer", "🙂"]))
        else:
            write_memo(self.library, "passage", one.id, "first")

    def go_back(self) -> None:
        if self.chance.random() < 0.5:
            self.library.history.undo()
        else:
            self.library.history.redo()
