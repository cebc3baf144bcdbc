"""Tags one line after the other through the store, and says how many tags are saved, until it is killed.

Now and then it does something else that can be undone, undoes it and does it again.
"""

import sys
from pathlib import Path

from reviewer.model.passage import Span
from reviewer.store.documents import documents, text_of
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic, rename_topic


def write(path: Path) -> None:
    """Goes on where the one before it was cut off."""
    with Library.open(path) as library:
        (document,) = documents(library)
        text = text_of(library, document.id).text
        lines = [at for at in range(len(text)) if text.startswith("Line ", at)]
        number = document.passages
        while True:
            start = lines[number % len(lines)]
            # Each line is tagged again and again, and each time one letter more of it.
            end = start + 9 + number // len(lines)
            with library.step("Endure"):
                topic = ensure_topic(library, f"Topic {number}")
                tag_passage(library, document.id, Span(start, end), topics=[topic])
            number += 1
            print(number, flush=True)
            if number % 5 == 0:
                rename_topic(library, topic, f"Renamed {number - 1}")
                library.history.undo()
                library.history.redo()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
