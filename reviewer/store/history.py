"""Undo and redo: the steps of a library, and the way back and forth through them.

What each step did to which row stands in the change log (`change_log`); how long it is kept, in `history_bounds`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes, Kind
from reviewer.model.history import BEGINNING, Entry, StepKind
from reviewer.model.ids import DocumentId
from reviewer.store import change_log, history_bounds
from reviewer.store.change_log import TRACKED, Note
from reviewer.store.ids import packed
from reviewer.store.overtaken import refuse_hidden_work, refuse_overtaken

if TYPE_CHECKING:
    from reviewer.store.library import Library, Step

_LISTED = 3
"""Steps that are named one by one where several are taken back at once."""
_ENTRIES = (
    "SELECT first.position, step.name, step.kind, step.at, coalesce(coder.name, ''), first.steps, first.undone "
    "FROM (SELECT position, min(seq) AS seq, count(*) AS steps, min(undone) AS undone FROM step {where} "
    "GROUP BY position ORDER BY position DESC LIMIT :limit) AS first "
    "JOIN step ON step.seq = first.seq LEFT JOIN coder ON coder.id = step.coder_id ORDER BY first.position DESC"
)


def end_of_step(library: "Library", step: "Step") -> Changes:
    """What a step has changed; the search indexes follow it, and what is kept too long is forgotten."""
    if step.kind == "merge":
        # It notes by itself what it will need to take itself back.
        return step.changes
    kinds = change_log.kinds_of(library, step.seq)
    if not kinds:
        return Changes(step.name)
    change_log.index_step(library, step.seq)
    if step.coder != library.coder.id:
        library.execute("UPDATE step SET coder_id = ? WHERE seq = ?", (packed(step.coder), step.seq))
    history_bounds.forget_old(library, step.seq)
    return Changes(step.name, kinds, change_log.documents_of_step(library, step.seq))


class History:
    """The steps of a library, and the way back and forth through them. It is in the file and outlives a restart."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    @property
    def undo_name(self) -> str | None:
        """The name of the step that `undo` would take back; None where there is none."""
        return self._name(self._next_undo())

    @property
    def redo_name(self) -> str | None:
        """The name of the step that `redo` would do again; None where there is none."""
        return self._name(self._next_redo())

    @property
    def forgotten_until(self) -> str | None:
        """When the latest step was made that is not kept any more (UTC, ISO 8601); None where all are kept."""
        return history_bounds.forgotten_until(self._library)

    def undo(self, steps: int = 1) -> Changes:
        """Takes back the latest steps, or as many as there are; all of them or none.

        None at all is a `ReviewerError`, and so is a step that would take newer work with it.
        """
        return self._travel(steps, back=True)

    def redo(self, steps: int = 1) -> Changes:
        """Does again what `undo` took back last. None at all is a `ReviewerError`."""
        return self._travel(steps, back=False)

    def undo_to(self, number: int) -> Changes:
        """Takes back every entry after the one of that number, all of them or none; `BEGINNING`: all there are.

        `redo` brings them back one by one, but for what a merge brought, and what came after that.
        """
        return self._travel(None, back=True, to=number)

    def redo_to(self, number: int) -> Changes:
        """Does again what was undone, up to the entry of that number and with it; all of it or nothing."""
        return self._travel(None, back=False, to=number)

    def entries(self, limit: int | None = 100) -> list[Entry]:
        """The latest entries, or all, latest first."""
        rows = self._library.execute(_ENTRIES.format(where=""), {"limit": -1 if limit is None else limit})
        return [_entry(row) for row in rows]

    def forget_undone(self) -> None:
        """Drops what was undone and not redone: after a new change there is no way forward to it."""
        self._library.execute("DELETE FROM step WHERE undone > 0")

    def forget_all(self) -> None:
        """Drops the whole history: nothing can be undone any more."""
        with self._library.stepping_back():
            self._library.execute("DELETE FROM step")

    def _travel(self, steps: int | None, *, back: bool, to: int | None = None) -> Changes:
        names: list[str] = []
        kinds: set[Kind] = set()
        documents: set[DocumentId] | None = set()
        with self._library.stepping_back() as moment:
            if to is not None:
                self._refuse_unknown(to, back=back)
            while steps is None or len(names) < steps:
                entry = self._entry(self._next_undo() if back else self._next_redo())
                if entry is None or (to is not None and back and entry.number <= to):
                    break
                change = self._move(entry, moment, back=back)
                names.append(entry.name)
                kinds |= change.kinds
                documents = (
                    None if documents is None or change.documents is None else documents | change.documents
                )
                if to is not None and not back and entry.number == to:
                    break
            if not names:
                raise self._nothing_to_do(back=back, to=to)
        changes = Changes(
            _listed(names), frozenset(kinds), None if documents is None else frozenset(documents)
        )
        self._library.announce(changes)
        return changes

    def _move(self, entry: Entry, moment: str, *, back: bool) -> Changes:
        if entry.kind == "merge":
            return self._take_merge_back(entry)
        notes = list(change_log.notes_of(self._library, entry.number, undone=not back, newest_first=back))
        for note in notes:
            expected, wanted = note.turn(back=back)
            if not change_log.found_as(self._library, note, expected):
                refuse_overtaken(self._library, note, step=entry.name, back=back)
            change_log.put(self._library, note, wanted, moment)
        if back:
            refuse_hidden_work(self._library, notes, step=entry.name)
        turn = "(SELECT max(undone) + 1 FROM step)" if back else "0"
        self._library.execute(
            f"UPDATE step SET undone = {turn} WHERE position = ? AND undone {'=' if back else '>'} 0",
            (entry.number,),
        )
        return Changes(entry.name, _kinds(notes), change_log.documents_of(self._library, notes))

    def _take_merge_back(self, entry: Entry) -> Changes:
        from reviewer.store.merging import take_back

        kinds = take_back(self._library, entry.number)
        # What was undone before it rests on what the merge brought; and it is itself done again only by merging.
        self.forget_undone()
        self._library.execute("DELETE FROM step WHERE position = ?", (entry.number,))
        return Changes(entry.name, kinds)

    def _refuse_unknown(self, number: int, *, back: bool) -> None:
        if back and number == BEGINNING:
            return
        entry = self._entry(number)
        if entry is None or entry.undone == back:
            raise ReviewerError(
                problem="The history has changed: this step is not in its place any more.",
                kept="Nothing was undone or done again.",
                remedy="Choose again.",
            )

    def _nothing_to_do(self, *, back: bool, to: int | None) -> ReviewerError:
        if not back:
            return ReviewerError(problem="There is nothing to redo.", kept="The library is unchanged.")
        until = self.forgotten_until
        if to or until is None:
            return ReviewerError(problem="There is nothing to undo.", kept="The library is unchanged.")
        return ReviewerError(
            problem=f"There is nothing to undo any more: steps up to {until[:10]} have been forgotten.",
            kept="The library is unchanged.",
            remedy=history_bounds.IN_WORDS,
        )

    def _next_undo(self) -> int | None:
        row = self._library.execute("SELECT max(position) FROM step WHERE undone = 0").fetchone()
        return None if row[0] is None else int(row[0])

    def _next_redo(self) -> int | None:
        row = self._library.execute(
            "SELECT position FROM step WHERE undone > 0 ORDER BY undone DESC, position LIMIT 1"
        ).fetchone()
        return None if row is None else int(row[0])

    def _name(self, number: int | None) -> str | None:
        entry = self._entry(number)
        return entry.name if entry else None

    def _entry(self, number: int | None) -> Entry | None:
        if number is None:
            return None
        row = self._library.execute(
            _ENTRIES.format(where="WHERE position = :number"), {"limit": 1, "number": number}
        ).fetchone()
        return _entry(row) if row else None


def _entry(row: tuple[int, str, StepKind, str, str, int, int]) -> Entry:
    number, name, kind, at, coder, steps, undone = row
    # How many documents an import brings is known when it is over.
    shown = f"Import {steps:,} documents" if kind == "import" and steps > 1 else name
    return Entry(number, shown, kind, at, coder, bool(undone))


def _kinds(notes: Iterable[Note]) -> frozenset[Kind]:
    return frozenset(TRACKED[note.table].kind for note in notes)


def _listed(names: list[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:_LISTED])} and {more:,} more"
