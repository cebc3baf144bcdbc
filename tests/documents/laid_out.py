"""What holds for every reading's layout."""

from reviewer.model.document import Reading
from reviewer.text.freezing import freeze


def assert_laid_out(reading: Reading) -> None:
    text = reading.text
    assert freeze(text) == text
    assert text.strip()
    end_of_last = -1
    for block in reading.blocks:
        assert end_of_last < block.start <= block.end <= len(text), "blocks overlap or are out of order"
        assert block.start == 0 or text[block.start - 1] == "\n", "a block begins within a line"
        assert block.end == len(text) or text[block.end] == "\n", "a block ends within a line"
        assert block.level >= 0
        end_of_last = block.end
    assert list(reading.marks) == sorted(reading.marks, key=lambda mark: mark.start), "marks are out of order"
    for mark in reading.marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert "\n" not in text[mark.start : mark.end], "a mark crosses lines"
        assert bool(mark.target) == (mark.kind == "link")
        assert not mark.target or mark.target.startswith(("http://", "https://", "mailto:"))
    for page in reading.pages:
        assert 0 <= page.start <= page.end <= len(text)
