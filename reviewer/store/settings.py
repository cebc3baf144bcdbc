"""What the window remembers in a library: the open document, places read to. Local, and never undone."""

from reviewer.store.faults import spoken
from reviewer.store.library import Library


def setting(library: Library, key: str) -> str | None:
    """The value under `key`; None where nothing was remembered."""
    row = library.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def remember(library: Library, key: str, value: str) -> None:
    """Keeps `value` under `key`; a library that is only read remembers nothing."""
    if library.access != "write":
        return
    with spoken(library.path):
        library.execute(
            "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, value),
        )
