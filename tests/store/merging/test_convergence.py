"""Whoever merges what into what, and however often: in the end all libraries are the same."""

import itertools
import random
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from reviewer.model.share import Choice, Texts
from reviewer.store.checking import check
from reviewer.store.library import Library
from reviewer.store.sharing import share
from tests.store.merging.replicas import (
    TEXTS,
    YEAR,
    Worker,
    add_text,
    canonical,
    copied,
    merged,
    with_clock,
)

SKEWS = (0, -50, 50, 3, YEAR)


def assert_sound(library: Library) -> None:
    """Every quotation is in its text, and each index holds the words that are there and no others."""
    assert check(library).problems == ()
    bodies = library.execute(
        "SELECT document.n, title || ' ' || content FROM document JOIN text_version ON text_version.id = text_id"
    ).fetchall()
    quotes = library.execute("SELECT n, quote FROM passage").fetchall()
    for index, rows in (("document_fts", bodies), ("passage_fts", quotes)):
        for word in ("the", "crane", "council", "t0", "r1", "was"):
            found = library.execute(
                f"SELECT rowid FROM {index} WHERE {index} MATCH ?", (f'"{word}"',)
            ).fetchall()
            assert {n for (n,) in found} == {
                n for n, text in rows if word in re.findall(r"\w+", text.casefold())
            }


def three_histories(folder: Path, seed: int) -> list[Library]:
    """Three people's libraries: two begin with a copy of one, the third on their own; they merge now and then."""
    chance = random.Random(seed)  # noqa: S311 (a history that can be had again)
    first = Library.create(folder / "0.reviewer", coder="Ana")
    add_text(first, TEXTS[0])
    for _ in range(chance.randrange(4)):
        Worker(first, chance).work()
    people = [first, copied(first, folder / "1.reviewer"), Library.create(folder / "2.reviewer", coder="Ana")]
    add_text(people[2], TEXTS[0])
    for one in people:
        with_clock(one, behind=chance.choice(SKEWS))
    for _ in range(chance.randrange(5, 40)):
        at = chance.randrange(3)
        if chance.random() < 0.1:
            other = people[chance.choice([other for other in range(3) if other != at])]
            if chance.random() < 0.5:
                merged(people[at], other)
            else:
                merged(people[at], shared_by(other, chance, folder / "shared.reviewer"))
        else:
            Worker(people[at], chance).work()
    return people


def shared_by(library: Library, chance: random.Random, out: Path) -> Path:
    """What somebody shares: with originals or without, with quotes only, with memos or without, all tags or their own."""
    choice = Choice(
        texts=chance.choice(["originals", "text", "quotes"]),
        memos=chance.random() < 0.5,
        coders=(library.coder.id,) if chance.random() < 0.5 else None,
    )
    share(library, out, choice, overwrite=True)
    return out


@pytest.mark.parametrize("seed", range(40))
def test_six_orders_of_merging_end_the_same(tmp_path: Path, seed: int) -> None:
    people = three_histories(tmp_path, seed)
    ends = []
    for number, order in enumerate(itertools.permutations(range(3))):
        with copied(people[order[0]], tmp_path / f"end{number}.reviewer") as end:
            merged(end, people[order[1]])
            merged(end, people[order[2]])
            ends.append(canonical(end))
            for again in (order[1], order[0], order[2]):
                assert not merged(end, people[again])
            ends.append(canonical(end))
            assert_sound(end)
    # Two of them first, and then with the third.
    with (
        copied(people[1], tmp_path / "pair.reviewer") as pair,
        copied(people[0], tmp_path / "last.reviewer") as last,
    ):
        merged(pair, people[2])
        merged(last, pair)
        ends.append(canonical(last))
    for one in people:
        one.close()

    assert all(end == ends[0] for end in ends)


class MergeMachine(RuleBasedStateMachine):
    """Three people work, merge and take back; whenever everybody has merged with everybody, all have the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        folder = Path(self.folder.name)
        self.people = []
        for number, behind in enumerate((0, 40, YEAR)):
            library = with_clock(Library.create(folder / f"{number}.reviewer", coder="Ana"), behind=behind)
            add_text(library, TEXTS[0])
            self.people.append(library)

    def teardown(self) -> None:
        for one in self.people:
            one.close()
        self.folder.cleanup()

    @rule(who=st.integers(0, 2), seed=st.integers(0, 10_000), steps=st.integers(1, 4))
    def work(self, who: int, seed: int, steps: int) -> None:
        chance = random.Random(seed)  # noqa: S311 (a history that can be had again)
        for _ in range(steps):
            Worker(self.people[who], chance).work()

    @rule(who=st.integers(0, 2), other=st.integers(1, 2))
    def merge(self, who: int, other: int) -> None:
        assert merged(self.people[who], self.people[(who + other) % 3]).refused == ()
        assert not merged(self.people[who], self.people[(who + other) % 3])
        assert_sound(self.people[who])

    @rule(who=st.integers(0, 2), other=st.integers(1, 2))
    def merge_and_take_back(self, who: int, other: int) -> None:
        library = self.people[who]
        before = canonical(library)
        if merged(library, self.people[(who + other) % 3]):
            library.history.undo()
            after = canonical(library)
            # Taking something back is a moment of one's own.
            before.pop("seen"), after.pop("seen")
            assert after == before
            assert_sound(library)

    @rule(
        who=st.integers(0, 2),
        other=st.integers(1, 2),
        texts=st.sampled_from(["originals", "text", "quotes"]),
        memos=st.booleans(),
        is_blind=st.booleans(),
    )
    def merge_a_share(self, who: int, other: int, texts: Texts, *, memos: bool, is_blind: bool) -> None:
        sharer = self.people[(who + other) % 3]
        coders = (sharer.coder.id,) if is_blind else None
        out = Path(self.folder.name) / "shared.reviewer"
        share(sharer, out, Choice(texts=texts, memos=memos, coders=coders), overwrite=True)

        assert merged(self.people[who], out).refused == ()

        assert not merged(self.people[who], out)
        assert_sound(self.people[who])

    @rule(order=st.permutations(range(3)))
    def everybody_merges(self, order: list[int]) -> None:
        first, second, third = (self.people[at] for at in order)
        merged(first, second)
        merged(first, third)
        merged(third, first)
        merged(second, third)

        assert canonical(first) == canonical(second) == canonical(third)


MergeMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
TestMergeMachine = MergeMachine.TestCase
