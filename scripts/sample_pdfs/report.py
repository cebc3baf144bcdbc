"""The single-column report."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sample_pdfs.columns import Flow, Frame
from sample_pdfs.drawing import Op, at, draw, save, text_ops
from sample_pdfs.faces import BLUE, GREY, width
from sample_pdfs.figures import bars, table
from sample_pdfs.lines import Style, numbered, set_paragraph
from sample_pdfs.sources import source


def make_report() -> None:
    """The single-column report: front matter in roman numbers, a table of contents, chapters on new pages."""
    import pymupdf

    report = source("cool-enough-to-sleep.txt")
    fields = report.fields
    wide, tall, left, right, top, bottom = 482.0, 680.0, 62.0, 58.0, 80.0, 604.0
    measure = wide - left - right
    body = Style(10.4, 15, indent=13)
    opening = replace(body, indent=0)
    item = replace(body, after=5)
    small = Style(8.2, 11, hang=11)
    chapter = Style(23, 28, face="bold", after=24, justified=False)
    section = Style(12.4, 16, face="bold", before=15, after=4, justified=False)
    front = 4  # cover, imprint, contents, tables and figures

    def frames() -> Iterator[Frame]:
        page = front
        while True:
            yield Frame(page, left, top, bottom, measure)
            page += 1

    flow = Flow(frames(), report.notes, small, 15)
    contents: list[tuple[int, str, int]] = []
    floats: list[tuple[str, int]] = []
    heads: dict[int, str] = {}
    chapters, body_from, after = 0, 0, "heading"
    counts = {"table": 0, "bars": 0}
    for block in report.blocks:
        if block.kind in ("front", "heading", "back"):
            if flow.waiting:
                flow.next_column()
            flow.next_column()
            page = flow.frame.page
            heads[page] = block.text
            if block.kind == "heading":
                chapters += 1
                body_from = body_from or page
                number = Style(10.4, 24, face="italic", colour=GREY, justified=False)
                flow.lines(set_paragraph(f"Chapter {chapters}", number, measure))
            entry = f"{chapters} {block.text}" if block.kind == "heading" else block.text
            contents.append((1, entry, page))
            flow.lines(set_paragraph(block.text, chapter, measure))
        elif block.kind == "subheading":
            lines = set_paragraph(block.text, section, measure)
            for line in lines:
                line.keep = True
            flow.lines(lines)
            contents.append((2, block.text, flow.frame.page))
        elif block.kind in counts:
            counts[block.kind] += 1
            make = table if block.kind == "table" else bars
            name = "Table" if block.kind == "table" else "Figure"
            flow.figure(make(block, counts[block.kind], measure, 8.8))
            floats.append(
                (f"{name} {counts[block.kind]}. {block.text}", flow.frame.page + bool(flow.waiting))
            )
        elif block.kind == "item":
            flow.lines(numbered(block.text, item, measure, 15.5))
        else:
            flow.lines(set_paragraph(block.text, body if after == "paragraph" else opening, measure))
        after = block.kind
    flow.finish()
    pages = flow.frame.page + 1

    def label(page: int) -> str:
        roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
        return roman[page] if page < body_from else str(page - body_from + 1)

    document = pymupdf.open()
    for index in range(pages):
        sheet = document.new_page(width=wide, height=tall)
        if index == 0:
            draw(sheet, cover(fields, wide, tall, left))
        elif index == 1:
            y = tall - 190
            ops: list[Op] = []
            for line in set_paragraph(
                fields["imprint"], Style(8.6, 12.4, justified=False, colour=GREY), measure - 90
            ):
                ops += text_ops(line, left, y)
                y += line.height
            draw(sheet, ops)
        elif index == 2:
            draw(sheet, contents_page("Contents", contents, label, left, wide - right))
        elif index == 3:
            listed = [(1, name, page) for name, page in floats]
            draw(sheet, contents_page("Tables and figures", listed, label, left, wide - right))
        else:
            if index not in heads:
                running = heads[max(start for start in heads if start < index)]
                even = index % 2 == 1
                text = fields["header left"] if even else running
                draw(
                    sheet,
                    [
                        at(
                            left if even else wide - right,
                            50,
                            text,
                            "italic",
                            8.8,
                            align="left" if even else "right",
                            colour=GREY,
                        )
                    ],
                )
            for column in flow.columns:
                if column.frame.page == index:
                    draw(sheet, column.ops)
        if index > 1:
            outer = left if index % 2 == 1 else wide - right
            draw(
                sheet,
                [
                    at(
                        outer,
                        640,
                        label(index),
                        "roman",
                        9,
                        align="left" if index % 2 == 1 else "right",
                        colour=GREY,
                    )
                ],
            )
    document.set_toc([[1, "Contents", 3], *([level, text, page + 1] for level, text, page in contents)])
    document.set_page_labels(
        [
            {"startpage": 0, "style": "r", "firstpagenum": 1},
            {"startpage": body_from, "style": "D", "firstpagenum": 1},
        ]
    )
    save(document, "2025-05-15-cool-enough-to-sleep.pdf", fields, keywords="heat; housing; water; work")


def cover(fields: dict[str, str], wide: float, tall: float, left: float) -> list[Op]:
    """The front cover: the title, the names, and a stripe for each of the nine nights."""
    ops: list[Op] = [("box", 0, 0, wide, tall, (0.955, 0.945, 0.92))]
    # One stripe a night: the airport's idea of the night, and above it the bedrooms'.
    for night, (outside, inside) in enumerate(
        [
            (23.8, 27.4),
            (23.7, 27.6),
            (23.9, 27.9),
            (23.6, 27.8),
            (23.9, 28.1),
            (24.3, 28.6),
            (24.1, 28.3),
            (23.8, 28.0),
            (23.2, 27.5),
        ]
    ):
        x = left + night * 22
        ops.append(("box", x, 600 - (inside - 20) * 22, 14, (inside - outside) * 22, (0.85, 0.54, 0.11)))
        ops.append(("box", x, 600 - (outside - 20) * 22, 14, (outside - 20) * 22, BLUE))
    y = 130.0
    for line in set_paragraph(fields["title"], Style(38, 44, face="bold", justified=False), wide - 2 * left):
        ops += text_ops(line, left, y)
        y += line.height
    y += 4
    for line in set_paragraph(
        fields["subtitle"], Style(13, 18, face="italic", justified=False), wide - 2 * left - 60
    ):
        ops += text_ops(line, left, y)
        y += line.height
    y += 22
    for name in fields["authors"].split("; "):
        ops.append(at(left, y, name, "roman", 11))
        y += 16
    ops.append(at(left, 640, f"{fields['publisher']}, {fields['place']}, May 2025", "roman", 9, colour=GREY))
    return ops


def contents_page(
    title: str, entries: list[tuple[int, str, int]], label: Callable[[int], str], left: float, right: float
) -> list[Op]:
    """Entries with dotted leaders and the page's label at the right edge."""
    ops: list[Op] = [at(left, 103, title, "bold", 23)]
    y = 138.0
    room = right - left - 34
    for level, text, page in entries:
        inset = 0.0 if level == 1 else 18.0
        kind = "bold" if level == 1 and title == "Contents" else "roman"
        style = Style(9.6, 12.6, face=kind, left=inset, hang=0, right=0, justified=False)
        if level == 1 and title == "Contents" and y > 138:
            y += 3.2
        lines = set_paragraph(text, style, room)
        for line in lines:
            ops += text_ops(line, left, y)
            y += line.height
        y -= lines[-1].height
        last = lines[-1].pieces[-1]
        x = left + last[0] + width(last[2], last[3], last[4]) + 6
        dot = width(" .", "roman", 9.6)
        number = label(page)
        end = right - 18
        count = int((end - x) / dot)
        if count > 0:
            ops.append(("text", end - count * dot, y, " ." * count, "roman", 9.6, GREY))
        ops.append(at(right, y, number, kind, 9.6, align="right"))
        y += 12.0 if title == "Contents" else 19
    return ops
