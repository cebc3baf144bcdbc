"""How a step is called, so that a person knows what it did to what: “Tag “Housing””. Words only, in English."""

from collections.abc import Sequence

from reviewer.text.characters import character_start

LONGEST_QUOTE = 40
"""Code points of what a step names; a menu has to hold it."""
_NAMED = 2
"""Things that are named one by one; of more, the rest is counted."""


def quoted(words: str) -> str:
    """The words on one line and in quotation marks, cut with “…” where they are long."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    if len(line) > LONGEST_QUOTE:
        line = line[: character_start(line, LONGEST_QUOTE - 1)].rstrip() + "…"
    return f"“{line}”"


def listed(names: Sequence[str]) -> str:
    """Names in quotation marks: the first ones, and how many more."""
    shown = [quoted(name) for name in names[: _NAMED if len(names) > _NAMED + 1 else _NAMED + 1]]
    more = len(names) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more:,} more"
    return " and ".join([part for part in (", ".join(shown[:-1]), shown[-1]) if part])


def tagging_name(tags: Sequence[str], memo: str = "") -> str:
    """What tagging a passage with these is called; with a memo alone it is writing that."""
    if tags:
        return f"Tag {listed(tags)}"
    return f"Write memo {quoted(memo)}" if memo.strip() else "Mark passage"


def counted(verb: str, names: Sequence[str], noun: str, *, rest: str = "") -> str:
    """`Remove document “A”`, `Remove 3 documents`: what is done to one thing or to several."""
    what = f"{noun} {quoted(names[0])}" if len(names) == 1 else f"{len(names):,} {noun}s"
    return f"{verb} {what}{rest}"
