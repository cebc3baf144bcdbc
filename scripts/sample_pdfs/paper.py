"""The two-column paper."""

from collections.abc import Iterator
from dataclasses import replace

from sample_pdfs.columns import Flow, Frame
from sample_pdfs.drawing import Op, at, draw, save, text_ops
from sample_pdfs.faces import GREY, width
from sample_pdfs.figures import bars, table
from sample_pdfs.lines import Style, numbered, set_paragraph
from sample_pdfs.sources import source


def make_paper() -> None:
    """The two-column paper: 170 by 240 mm, notes at the foot of their column."""
    import pymupdf

    paper = source("openness-as-work.txt")
    fields = paper.fields
    first = int(fields["first page"])
    wide, tall, margin, gutter, top, bottom = 482.0, 680.0, 45.0, 17.0, 66.0, 628.0
    measure = (wide - 2 * margin - gutter) / 2
    body = Style(9.3, 12, indent=10)
    opening = replace(body, indent=0)
    quote = Style(8.8, 11.4, left=11, right=8, before=6, after=6)
    small = Style(7.5, 9.8, hang=9)
    heading = Style(10.4, 13, face="bold", before=12, after=4, justified=False)

    title: list[Op] = [
        at(margin, 42, fields["journal"], "italic", 8.4, colour=GREY),
        at(
            wide - margin,
            42,
            f"{fields['issue']}, {first}–{{last}}",
            "roman",
            8.4,
            align="right",
            colour=GREY,
        ),
        ("rule", margin, 49, wide - 2 * margin, 0.5),
    ]
    y = 80.0
    for line in set_paragraph(
        fields["title"], Style(18, 22.5, face="bold", justified=False), wide - 2 * margin - 30
    ):
        title += text_ops(line, margin, y)
        y += line.height
    y += 2
    title.append(at(margin, y, fields["authors"].replace("; ", " and "), "roman", 10.6))
    title.append(at(margin, y + 14, fields["affiliation"], "italic", 8.8, colour=GREY))
    y += 40
    abstract = Style(8.8, 11.6, left=22, right=22)
    for line in set_paragraph(f"**Abstract.** {fields['abstract']}", abstract, wide - 2 * margin):
        title += text_ops(line, margin, y)
        y += line.height
    y += 4
    for line in set_paragraph(
        f"*Keywords:* {fields['keywords']}", replace(abstract, justified=False), wide - 2 * margin
    ):
        title += text_ops(line, margin, y)
        y += line.height
    y += 12

    def frames() -> Iterator[Frame]:
        page = 0
        while True:
            for x in (margin, margin + measure + gutter):
                yield Frame(page, x, y if page == 0 else top, bottom, measure)
            page += 1

    flow = Flow(frames(), paper.notes, small, 12)
    flow.next_column()
    counts = {"table": 0, "bars": 0}
    outline, after = [], "heading"
    references = False
    for block in paper.blocks:
        if block.kind in counts:
            counts[block.kind] += 1
            make = table if block.kind == "table" else bars
            flow.figure(make(block, counts[block.kind], measure, 7.8))
            continue
        if block.kind == "heading":
            references = block.text == "References"
            if block.text[0].isdigit():
                lines = numbered(block.text, heading, measure, 12.5)
            else:
                lines = set_paragraph(block.text, heading, measure)
            for line in lines:
                line.keep = True
            flow.lines(lines)
            outline.append([1, block.text, flow.frame.page + 1])
        elif block.kind == "quote":
            flow.lines(set_paragraph(block.text, quote, measure))
        elif references:
            flow.lines(set_paragraph(block.text, Style(8.3, 10.8, hang=10, after=2.5), measure))
        else:
            flow.lines(set_paragraph(block.text, body if after == "paragraph" else opening, measure))
        after = block.kind
    flow.finish()

    document = pymupdf.open()
    pages = flow.frame.page + 1
    for number in range(pages):
        page = document.new_page(width=wide, height=tall)
        label = str(first + number)
        if number == 0:
            last = str(first + pages - 1)
            filled = [
                (*op[:3], op[3].replace("{last}", last), *op[4:]) if op[0] == "text" else op for op in title
            ]
            ending = f"{fields['issue']}, {first}–{last}"
            shift = wide - margin - width(ending, "roman", 8.4)
            draw(
                page,
                [(op[0], shift, *op[2:]) if op[0] == "text" and op[3] == ending else op for op in filled],
            )
        else:
            even = (first + number) % 2 == 0
            text = fields["header left"] if even else fields["header right"]
            ends = [(margin, label, "left", "roman"), (wide - margin, text, "right", "italic")]
            if not even:
                ends = [(margin, text, "left", "italic"), (wide - margin, label, "right", "roman")]
            draw(
                page,
                [at(x, 42, words, kind, 8.4, align=align, colour=GREY) for x, words, align, kind in ends],
            )
            draw(page, [("rule", margin, 49, wide - 2 * margin, 0.5)])
        for column in flow.columns:
            if column.frame.page == number:
                draw(page, column.ops)
        if number == 0:
            draw(page, [at(wide / 2, 655, label, "roman", 8.4, align="centre", colour=GREY)])
    document.set_toc(outline)
    document.set_page_labels([{"startpage": 0, "style": "D", "firstpagenum": first}])
    save(document, "2025-06-30-openness-as-work.pdf", fields, keywords=fields["keywords"])
