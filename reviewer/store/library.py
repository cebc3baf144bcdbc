"""A library file, open: one connection, its settings, and the step that every change is made in."""

import os
import secrets
import sqlite3
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reviewer.errors import ReviewerError
from reviewer.model.changes import EVERY_KIND, Changes
from reviewer.model.coder import Coder
from reviewer.model.history import StepKind
from reviewer.model.ids import CoderId
from reviewer.store import schema
from reviewer.store.change_log import record_changes
from reviewer.store.clock import Clock, now
from reviewer.store.clocks import keep_clocks
from reviewer.store.device import new_device, person, place_of
from reviewer.store.faults import LibraryError, busy, gone, in_words, spoken
from reviewer.store.files import aside_of, bring_to_disk, identity_of, name_for_good, remove, there_already
from reviewer.store.fulltext_index import RowChange, index_changes, segmented
from reviewer.store.history import History, end_of_step
from reviewer.store.ids import new_id, packed
from reviewer.store.opening import Access, Opened, open_file, read_only_error
from reviewer.store.untrusted import has_log

SUFFIX = ".reviewer"
_PLACE = "place of device"
_BUSY_SECONDS = 5.0
_LONGEST_NAME, _LONGEST_PATH = 240, 490
"""Bytes. SQLite keeps its log beside a library, under the library's name and an ending, and knows no path over 512."""


@dataclass(slots=True)
class Step:
    """A change under way: one transaction, one entry of the history. `changes` is known when it has ended."""

    name: str
    seq: int
    moment: str
    """The logical time that every row of this step carries as its `hlc`."""
    at: str
    """The time of day, UTC, ISO 8601."""
    coder: CoderId
    """Who makes it: the library's own coder, unless a verb was told another."""
    kind: StepKind
    changes: Changes
    """Of a merge, which is not noted row by row, the merge itself says here what it changed."""


class _Rows(sqlite3.Cursor):
    """What a statement finds. That a file is damaged may show only while its rows are read: then too as a sentence."""

    path: Path

    def fetchone(self) -> Any:
        with spoken(self.path):
            return super().fetchone()

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        with spoken(self.path):
            return super().fetchmany(size)

    def fetchall(self) -> list[Any]:
        with spoken(self.path):
            return super().fetchall()

    def __next__(self) -> Any:
        # Without `spoken`, which a row costs as much again as reading it.
        try:
            return super().__next__()
        except sqlite3.Error as fault:
            raise (in_words(fault, self.path) or fault) from fault


class Library:
    """An open library. It belongs to the thread that uses it: never two at once.

    What SQLite reports comes out as a `LibraryError`. Used as a context manager it closes at the end.
    """

    def __init__(self, path: Path, opened: Opened, *, first_coder: str | None) -> None:
        """Takes over a file that was opened; `first_coder` is who tags where nobody has yet."""
        self.path = path
        self.access = opened.access
        """What may be done here: `write`, or only read it (`follow`, `read`)."""
        self._is_alone = opened.is_alone
        self._file = identity_of(path)
        self._connection = connection = opened.connection
        self._step: Step | None = None
        self._closed = False
        self._clocks_run = True
        self._watcher: Callable[[Changes], None] | None = None
        self.history = History(self)
        record_changes(connection, self._noted_step)
        keep_clocks(connection, lambda: self._clocks_run)
        connection.create_function("segmented", 1, segmented, deterministic=True)
        self._place = place_of(path, self.identity)
        self._recognise()
        self.coder = self._who_tags(first_coder or person() or "Reader")
        if self.access != "write":
            self._connection.execute("PRAGMA query_only = ON")

    @classmethod
    def create(cls, path: Path, *, coder: str | None = None) -> Self:
        """Makes an empty library at `path` and opens it; refuses to write over a file that is there.

        `coder` is the name of the person who tags, at first the system's user name.
        """
        if os.path.lexists(path):
            raise there_already(path)
        if len(os.fsencode(path.name)) > _LONGEST_NAME or len(os.fsencode(path.absolute())) > _LONGEST_PATH:
            raise LibraryError(
                problem=f"The name “{path.name}”, or that of its folder, is too long.",
                remedy="Choose a shorter one.",
            )
        # Built aside, so that a half-made library never stands under its name.
        aside = aside_of(path)
        try:
            # SQLite does not say why it cannot make a file.
            aside.touch(exist_ok=False)
            with spoken(path):
                connection = sqlite3.connect(aside, isolation_level=None)
                try:
                    schema.migrate(connection)
                    connection.execute("INSERT INTO setting VALUES ('library', ?)", (new_id(),))
                finally:
                    connection.close()
            bring_to_disk(aside)
            name_for_good(aside, path)
        except OSError as fault:
            raise _unwritable(path, fault) from fault
        finally:
            remove(aside)
        return cls.open(path, first_coder=coder)

    @classmethod
    def open(cls, path: Path, *, first_coder: str | None = None, access: Access = "write") -> Self:
        """Opens the library at `path`, bringing an older one up to date.

        Where nobody has tagged in it yet, `first_coder` is who does; the system's user where no name is given.
        `follow` opens it to be read only, until `take_over`. Where it cannot be written its `access` is `read`.
        """
        opened = open_file(path, access)
        try:
            with spoken(path):
                return cls(path, opened, first_coder=first_coder)
        except BaseException:
            opened.connection.close()
            raise

    @property
    def identity(self) -> str:
        """What this library calls itself; copies of one are called alike."""
        return self._setting("library") or ""

    def take_over(self) -> None:
        """Lets a library that was only followed be written from now on; for when the other window has ended."""
        if self.access == "follow":
            self._connection.execute("PRAGMA query_only = OFF")
            self.access = "write"
            self.coder = self._who_tags(self.coder.name)

    def become(self, source: sqlite3.Connection) -> None:
        """Becomes what `source`, a library of this version, holds, history included, all at once or not at all.

        For going back to a backup. It is another device from then on: the moments after that backup are not its own.
        """
        self._refuse_writing()
        end = time.monotonic() + _BUSY_SECONDS

        def look(status: int, _remaining: int, _total: int) -> None:
            if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > end:
                raise busy(self.path)

        with spoken(self.path):
            source.execute("DELETE FROM setting WHERE key = ?", (_PLACE,))
            source.backup(self._connection, pages=-1, progress=look, sleep=0.02)
        self._recognise()
        self.coder = self._who_tags(self.coder.name)
        self.announce(Changes("Restore", EVERY_KIND))

    def watch(self, watcher: Callable[[Changes], None]) -> None:
        """Calls `watcher` after every step, undo and redo that changed something, on the thread that made it."""
        self._watcher = watcher

    def announce(self, changes: Changes) -> None:
        """Tells the watcher what was changed and saved; for steps and the history."""
        if "coder" in changes.kinds:
            # The name may be another one now.
            self.coder = self._who_tags(self.coder.name)
        if changes and self._watcher:
            self._watcher(changes)

    def close(self) -> None:
        """Closes the file; all is in it already. Twice is as good as once."""
        if not self._closed:
            self._closed = True
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def step(
        self, name: str | Callable[[], str], *, batch: str | None = None, kind: StepKind = "change"
    ) -> Iterator[Step]:
        """One named change: all of it happens or nothing, and one undo takes it back.

        `name` may be a function, for a name that costs a look at the library. Inside another step it is part of
        that one, under that one's name. Steps that share a `batch` (see `new_batch`) are each saved by
        themselves and undone together. A step that changes no row leaves no entry in the history.
        """
        if self._step is not None:
            yield self._step
            return
        with self._saving():
            step = self._begin(name if isinstance(name, str) else name(), batch, kind)
            self._step = step
            try:
                yield step
            finally:
                self._step = None
            step.changes = end_of_step(self, step)
            if not step.changes:
                self.execute("DELETE FROM step WHERE seq = ?", (step.seq,))
            else:
                self._saw(step.moment)
                if batch is None:
                    self.history.forget_undone()
        self.announce(step.changes)

    @contextmanager
    def stepping_back(self) -> Iterator[str]:
        """A transaction that is not recorded, for the history alone; gives its logical time."""
        with self._saving():
            self._connection.execute("PRAGMA defer_foreign_keys = ON")
            moment = self._next_moment()
            yield moment
            self._saw(moment)

    def execute(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Runs one statement; for the store's own modules. Writing outside a step is a mistake of ours."""
        rows = self._connection.cursor(_Rows)
        rows.path = self.path
        with spoken(self.path):
            return rows.execute(statement, values)

    def execute_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Runs one statement for each of several rows; for the store's own modules, inside a step."""
        with spoken(self.path):
            self._connection.executemany(statement, rows)

    def index_changes(self, changes: Iterable[RowChange]) -> None:
        """Lets the search indexes follow rows that changed; for the history."""
        with spoken(self.path):
            index_changes(self._connection, changes)

    def data_version(self) -> int:
        """A number that changes when another program or window has written to the file."""
        if self._is_alone and has_log(self.path):
            raise LibraryError(
                problem=f"Somebody else writes to “{self.path.name}” now, and from here that cannot be followed.",
                kept="What is shown is what was there before.",
                remedy="Open it again when the other one has closed it.",
            )
        return int(self.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def clocks_held(self) -> Iterator[None]:
        """Meanwhile no change of a field has a moment: for putting moments back as they were."""
        self._clocks_run = False
        try:
            yield
        finally:
            self._clocks_run = True

    @contextmanager
    def beside(self) -> Iterator[sqlite3.Connection]:
        """Another connection to the file, which writes without a step, a note or a moment: for merging."""
        self._refuse_writing()
        with spoken(self.path):
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None
            )
            try:
                # References are checked row by row before anything is written.
                for setting in (
                    "busy_timeout = 5000",
                    "trusted_schema = OFF",
                    "cell_size_check = ON",
                    "foreign_keys = OFF",
                    "synchronous = FULL",
                    "cache_size = -65536",
                ):
                    connection.execute(f"PRAGMA {setting}")
                connection.create_function("segmented", 1, segmented, deterministic=True)
                yield connection
            finally:
                connection.close()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        """A transaction: at the end all of it is on the disk, or nothing."""
        self._refuse_writing()
        with spoken(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has ended the transaction already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        self._is_settled = True

    def _refuse_writing(self) -> None:
        if self.access != "write":
            raise read_only_error(self.path, self.access)
        if identity_of(self.path) != self._file:
            # SQLite would go on writing into a file that nobody finds again, and say that it is saved.
            raise gone(self.path)

    def _recognise(self) -> None:
        """Finds out as which device it writes: a copy has one of its own from its first change on."""
        device = self._setting("device")
        self._is_settled = device is not None and self._setting(_PLACE) == self._place
        self._clock = Clock(device if device and self._is_settled else new_device())

    def _begin(self, name: str, batch: str | None, kind: StepKind) -> Step:
        moment, at = self._next_moment(), now()
        cursor = self.execute(
            "INSERT INTO step(position, name, at, coder_id, hlc, batch, kind) VALUES"
            "(coalesce((SELECT min(position) FROM step WHERE batch = ?), 0), ?, ?, ?, ?, ?, ?)",
            (batch, name, at, packed(self.coder.id), moment, batch, kind),
        )
        seq = int(cursor.lastrowid or 0)
        # Steps stand in the order in which they began, a batch where its first one does, so that what a person did
        # while an import ran is undone before that import.
        self.execute("UPDATE step SET position = seq WHERE seq = ? AND position = 0", (seq,))
        return Step(name, seq, moment, at, self.coder.id, kind, Changes(name))

    def _noted_step(self) -> int | None:
        """The step under which changes of rows are noted; a merge keeps what it needs to take itself back."""
        return self._step.seq if self._step is not None and self._step.kind != "merge" else None

    def _saw(self, moment: str) -> None:
        """Everything up to `moment` that was done here is in the library."""
        self.execute(
            "INSERT INTO seen(device, hlc) VALUES (?, ?) "
            "ON CONFLICT(device) DO UPDATE SET hlc = excluded.hlc WHERE excluded.hlc > seen.hlc",
            (moment[16:], moment),
        )

    def _next_moment(self) -> str:
        # Another window may have gone on, and what was merged may be ahead of this machine's clock.
        last = self.execute("SELECT max(hlc) FROM seen").fetchone()[0]
        if last:
            self._clock.see(last)
        if not self._is_settled:
            for setting in (("device", self._clock.device), (_PLACE, self._place)):
                self.execute(
                    "INSERT INTO setting(key, value) VALUES (?, ?) "
                    "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                    setting,
                )
        return self._clock.tick()

    def _setting(self, key: str) -> str | None:
        row = self.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _who_tags(self, first: str) -> Coder:
        identity = self._setting("coder")
        if identity is None:
            return self._first_coder(first)
        row = self.execute("SELECT name FROM coder WHERE id = ?", (packed(identity),)).fetchone()
        return Coder(CoderId(identity), row[0])

    def _first_coder(self, name: str) -> Coder:
        coder = Coder(CoderId(new_id()), coder_name(name))
        if self.access == "write":
            with self._saving():
                self.execute(
                    "INSERT INTO coder(id, name, created, hlc) VALUES (?, ?, ?, ?)",
                    (packed(coder.id), coder.name, now(), self._next_moment()),
                )
                self.execute("INSERT INTO setting VALUES ('coder', ?)", (coder.id,))
        return coder


def new_batch() -> str:
    """A token for steps that are undone together."""
    return secrets.token_hex(8)


def coder_name(name: str) -> str:
    """A person's name as it is kept: trimmed, composed; a name without a letter is a `ReviewerError`."""
    wanted = unicodedata.normalize("NFC", " ".join(name.split()))
    if not wanted:
        raise ReviewerError(problem="A coder needs a name.", remedy="Type the name under which you tag.")
    return wanted


def _unwritable(path: Path, fault: OSError) -> LibraryError:
    if not os.path.isdir(path.parent):  # noqa: PTH112 (as above)
        return LibraryError(
            problem=f"The folder “{path.parent}” does not exist.", remedy="Make it first, or choose another."
        )
    return LibraryError(
        problem=f"“{path.name}” cannot be made in “{path.parent}”: {fault.strerror}.",
        remedy="Choose a folder in which you may write.",
    )
