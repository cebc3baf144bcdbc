"""Memos: words about a document, a passage, a topic or an entity."""

from functools import partial
from typing import Literal

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.coder import Coder
from reviewer.model.ids import MemoId
from reviewer.store.ids import new_id, packed
from reviewer.store.library import Library
from reviewer.store.naming import quoted

Target = Literal["document", "passage", "topic", "entity"]


def write_memo(
    library: Library, kind: Target, target: str, text: str, *, coder: Coder | None = None
) -> MemoId:
    """Writes a memo about the thing of that kind and identity. Blank text is a `ReviewerError`."""
    if not text.strip():
        raise ReviewerError(problem="A memo needs words.", kept="Nothing was changed.")
    identity = MemoId(new_id())
    with library.step(f"Write memo {quoted(text)}") as step:
        library.execute(
            "INSERT INTO memo(id, target_kind, target_id, text, coder_id, created, hlc) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                packed(identity),
                kind,
                packed(target),
                text.strip(),
                packed((coder or library.coder).id),
                step.at,
                step.moment,
            ),
        )
    return identity


def change_memo(library: Library, identity: MemoId, text: str) -> Changes:
    """Writes a memo anew; blank text removes it."""
    with library.step(partial(_changing_name, library, identity, text)) as step:
        if text.strip():
            library.execute(
                "UPDATE memo SET text = ?, hlc = ? WHERE id = ?",
                (text.strip(), step.moment, packed(identity)),
            )
        else:
            library.execute(
                "UPDATE memo SET deleted = 1, hlc = ? WHERE id = ?", (step.moment, packed(identity))
            )
    return step.changes


def _changing_name(library: Library, identity: MemoId, text: str) -> str:
    if text.strip():
        return f"Change memo to {quoted(text)}"
    row = library.execute("SELECT text FROM memo WHERE id = ?", (packed(identity),)).fetchone()
    return f"Remove memo {quoted(row[0])}" if row else "Remove memo"
