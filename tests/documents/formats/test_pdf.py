"""A PDF becomes text in reading order, with pages, and every character has its place on its page."""

from pathlib import Path
from typing import Any

import pytest

from reviewer.documents.faults import EmptyError, EncryptedError, UnreadableError
from reviewer.documents.formats import pdf
from reviewer.documents.formats.pdf import PdfFile
from reviewer.documents.heartbeat import listening
from reviewer.documents.parsing.printed import apart
from reviewer.model.document import Reading
from tests.documents.laid_out import assert_laid_out
from tests.documents.printed import LEFT, RIGHT, all_of, lines, made, two_columns

AES_256 = 5
"""`PDF_ENCRYPT_AES_256` of PyMuPDF."""
ODD = Path(__file__).resolve().parents[4] / "shared/data/pdf"


def read(data: bytes, name: str = "paper.pdf") -> Reading:
    return pdf.read(data, file_name=name)


def unplaced(data: bytes, reading: Reading) -> list[str]:
    """The printed characters of the text that the page maps do not find."""
    file = PdfFile(data, file_name="paper.pdf")
    missing = []
    for page in reading.pages:
        places = file.page_map(page.index, reading.text[page.start : page.end], start=page.start)
        missing += [
            reading.text[at]
            for at in range(page.start, page.end)
            if not reading.text[at].isspace() and places.box(at) is None
        ]
    file.close()
    return missing


@pytest.mark.parametrize("paragraph", [6, 10, 30])
@pytest.mark.parametrize("order", ["columns", "lines", "paragraphs", "reversed"])
def test_columns_are_read_one_after_the_other_however_they_were_written(order: str, paragraph: int) -> None:
    data = made(two_columns(order, paragraph=paragraph))

    reading = read(data)

    numbered = [word for word in reading.text.split() if word.startswith(("left", "right"))]
    assert numbered == [line.split()[0] for line in LEFT + RIGHT]
    assert reading.metadata.title == "A Title Across Both Of The Columns"
    assert unplaced(data, reading) == []
    assert_laid_out(reading)


def test_columns_of_a_right_to_left_page_are_read_from_the_right() -> None:
    from reviewer.documents.parsing.reading_order import Piece, reading_order

    words = "מילים שנכתבות מימין לשמאל בשורה\n"
    left, right = Piece(60, 100, 280, 300, words), Piece(310, 100, 530, 300, words)

    assert reading_order([right, left]) == [0, 1]
    assert reading_order([left, right]) == [1, 0]


def test_a_table_stays_in_rows_and_each_row_is_a_line() -> None:
    rows = [
        ("Asked for by", "Slips", "Wait"),
        ("families", "548", "9 days"),
        ("the utility", "266", "2 hours"),
    ]
    cells = [
        lines(text, at=(72 + 130 * column, 100 + 20 * row))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]

    reading = read(made(all_of(*cells)))

    assert reading.text == "Asked for by Slips Wait\nfamilies 548 9 days\nthe utility 266 2 hours"


def test_a_line_of_contents_holds_its_dots_and_its_page() -> None:
    entries = [
        all_of(lines(title, at=(72, y)), lines(". " * 30, at=(160, y)), lines(page, at=(400, y)))
        for title, page, y in (("Foreword", "v", 100), ("Summary", "12", 115))
    ]

    text = read(made(all_of(*entries))).text

    assert [(line.split()[0], line.split()[-1]) for line in text.split("\n")] == [
        ("Foreword", "v"),
        ("Summary", "12"),
    ]


def test_a_broken_word_is_mended_unless_the_document_writes_it_with_a_hyphen() -> None:
    reading = read(
        made(lines("A long-term view of infor-", "mation is a long-", "term matter for Anglo-", "Saxons."))
    )

    assert reading.text == "A long-term view of information is a long-term matter for Anglo-Saxons."


def test_pages_follow_each_other_and_are_labelled() -> None:
    import pymupdf

    file: Any = pymupdf.open(stream=made(lines("One."), lines("Two."), lines("Three.")))
    file.set_page_labels([{"startpage": 0, "style": "r", "firstpagenum": 1}, {"startpage": 2, "style": "D"}])

    reading = read(file.tobytes())

    assert reading.text == "One.\n\nTwo.\n\nThree."
    assert [(page.label, reading.text[page.start : page.end]) for page in reading.pages] == [
        ("i", "One."),
        ("ii", "Two."),
        ("1", "Three."),
    ]
    assert_laid_out(reading)


def test_larger_and_numbered_lines_are_headings() -> None:
    body = lines(*["Words of the body that go on and on for a while."] * 8, at=(72, 200))
    page = all_of(lines("Harbours", size=24), lines("1.2 The quay", at=(72, 160), size=11.5), body)

    reading = read(made(page))

    assert [(block.level, reading.text[block.start : block.end]) for block in reading.blocks] == [
        (1, "Harbours"),
        (2, "1.2 The quay"),
    ]


def test_what_stands_on_every_page_is_text_like_any_other_and_marked_as_furniture() -> None:
    body = [f"The ferry was late on day {number}, and nobody had told the master." for number in range(8)]
    pages = [
        all_of(
            lines("Harbour studies", at=(72, 40), size=9),
            lines(*body, at=(72, 120)),
            lines(str(number), at=(300, 820), size=9),
        )
        for number in (7, 8, 9)
    ]

    reading = read(made(*pages))

    around = [reading.text[block.start : block.end] for block in reading.blocks if block.kind == "furniture"]
    assert around == ["Harbour studies", "7", "Harbour studies", "8", "Harbour studies", "9"]
    assert reading.text.count("Harbour studies\nThe ferry was late") == 3


def test_a_picture_of_text_is_a_document_with_a_doubt() -> None:
    reading = read(made(lambda page: page.draw_rect((10, 10, 90, 90), fill=(0, 0, 0))))

    assert reading.text == ""
    assert reading.doubts == (
        "It has no text: it is a scan, or made of pictures. Its pages can be looked at, but not tagged.",
    )


def test_pages_without_text_are_named() -> None:
    blank = lines()

    reading = read(made(lines("One."), blank, blank, lines("Four."), blank))

    assert reading.doubts == ("Pages 2–3, 5 have no text: blank, scanned or a picture.",)
    assert [(page.start, page.end) for page in reading.pages] == [(0, 4), (6, 6), (8, 8), (10, 15), (17, 17)]


def test_a_file_that_is_cut_off_says_that_pages_may_be_lost() -> None:
    data = made(*[lines(f"Page {number} has words.") for number in range(1, 31)])

    half, most, odd = (
        read(data[: len(data) // 2]),
        read(data[:-700]),
        read(data.replace(b"xref\n", b"xref\n9")),
    )

    damaged = "The file is damaged, perhaps cut off: pages at its end may be lost."
    assert half.doubts[0] == damaged
    assert half.doubts[1].startswith("Pages ")
    assert most.doubts == (damaged,)
    assert odd.doubts == ()


def test_a_page_that_fails_is_named_and_the_rest_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(lines("One."), lines("Two."))
    pieces = pdf._pieces

    def failing(page: Any, textpage: Any) -> Any:
        if page.number == 0:
            raise RuntimeError("syntax error in content stream")
        return pieces(page, textpage)

    monkeypatch.setattr(pdf, "_pieces", failing)

    reading = read(data)

    assert reading.doubts == ("Page 1 could not be read.",)
    assert reading.text[reading.pages[1].start :] == "Two."


def test_what_a_password_protects_says_so() -> None:
    import pymupdf

    file: Any = pymupdf.open(stream=made(lines("Secret.")))
    data = file.tobytes(encryption=AES_256, user_pw="open", owner_pw="own")

    with pytest.raises(EncryptedError, match=r"paper\.pdf"):
        read(data)


def test_a_file_that_only_its_owner_may_change_can_be_read() -> None:
    import pymupdf

    file: Any = pymupdf.open(stream=made(lines("Open.")))
    data = file.tobytes(encryption=AES_256, owner_pw="own")

    assert read(data).text == "Open."


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing else", b"not a PDF at all"])
def test_what_is_no_pdf_is_named(data: bytes) -> None:
    with pytest.raises((UnreadableError, EmptyError), match=r"paper\.pdf"):
        read(data)


def test_a_pdf_without_pages_holds_no_text() -> None:
    data = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>"

    with pytest.raises(EmptyError, match="it has no pages"):
        read(data)


def test_reading_beats_at_every_page() -> None:
    beats: list[int] = []

    with listening(lambda: beats.append(1)):
        read(made(lines("One."), lines("Two."), lines("Three.")))

    assert len(beats) >= 3


def test_a_pdf_is_recognised_behind_what_a_mail_program_put_before_it() -> None:
    assert pdf.recognises(b"%PDF-1.7")
    assert pdf.recognises(b"\r\nContent\r\n\r\n%PDF-1.4")
    assert not pdf.recognises(b"<html>")


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_characters_of_a_rotated_page_are_where_it_shows_them(rotation: int) -> None:
    def draw(page: Any) -> None:
        lines("Upright until it was turned.", "A second line.")(page)
        page.set_rotation(rotation)

    data = made(draw)
    reading = read(data)

    assert (
        reading.text == "Upright until it was turned.\nA second line." or "turned. A second" in reading.text
    )
    file = PdfFile(data, file_name="paper.pdf")
    places = file.page_map(0, reading.text, start=0)
    box = places.box(0)
    assert box is not None
    # The printed letter is inside its box and nowhere else near it.
    area = tuple(round(edge * 4) for edge in box)
    inside = file.picture(0, scale=4, area=(area[0], area[1], area[2], area[3]))
    assert min(inside.samples) < 64
    assert places.at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) == 0
    page = reading.pages[0]
    assert (page.width, page.height) == ((842, 595) if rotation != 180 else (595, 842))
    file.close()


def test_characters_of_a_cropped_page_count_from_its_crop() -> None:
    import pymupdf

    def draw(page: Any) -> None:
        lines("Seen.")(page)
        lines("Cut away.", at=(72, 700))(page)
        page.set_cropbox(pymupdf.Rect(40, 60, 400, 400))

    data = made(draw)
    reading = read(data)

    assert reading.text == "Seen."
    assert (reading.pages[0].width, reading.pages[0].height) == (360, 340)
    box = PdfFile(data, file_name="paper.pdf").page_map(0, reading.text, start=0).box(0)
    assert box is not None
    assert box[0] == pytest.approx(72 - 40, abs=1)


def test_letters_of_a_ligature_share_its_box() -> None:
    parts = apart("ﬃ", (10, 0, 40, 12), 0)
    backwards = apart("ﬁ", (10, 0, 30, 12), 2)
    upwards = apart("ﬁ", (0, 10, 12, 30), 3)

    assert parts == [("f", (10, 0, 20, 12)), ("f", (20, 0, 30, 12)), ("i", (30, 0, 40, 12))]
    assert backwards == [("f", (20, 0, 30, 12)), ("i", (10, 0, 20, 12))]
    assert upwards == [("f", (0, 20, 12, 30)), ("i", (0, 10, 12, 20))]


def test_a_tile_holds_its_part_of_the_page() -> None:
    data = made(lambda page: page.draw_rect((100, 100, 200, 200), fill=(0, 0, 0), width=0))
    file = PdfFile(data, file_name="paper.pdf")

    tile = file.picture(0, scale=2, area=(0, 0, 512, 512))
    rest = file.picture(0, scale=2, area=(1024, 1536, 1536, 2048))

    assert (tile.x, tile.y, tile.width, tile.height) == (0, 0, 512, 512)
    at = 3 * 300 + tile.stride * 300
    assert bytes(tile.samples[at : at + 3]) == b"\0\0\0"
    assert bytes(tile.samples[:3]) == b"\xff\xff\xff"
    assert (rest.x, rest.y, rest.width, rest.height) == (1024, 1536, 1190 - 1024, 1684 - 1536)
    file.close()


@pytest.mark.skipif(not ODD.exists(), reason="the odd files are not here")
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("encrypted__crazyones-encrypted-256", EncryptedError),
        ("encrypted__r4-aes-user-password", EncryptedError),
        ("encrypted__r6-both-passwords", EncryptedError),
        ("open-fails__poppler-742-0-fuzzed", UnreadableError),
        ("page-errors__deep-pages", UnreadableError),
        ("repaired__REDHAT-1531897-0", EmptyError),
    ],
)
def test_each_odd_file_is_one_sentence(name: str, fault: type[Exception]) -> None:
    file = ODD / f"{name}.pdf"

    with pytest.raises(fault, match=name):
        pdf.read(file.read_bytes(), file_name=file.name)


@pytest.mark.skipif(not ODD.exists(), reason="the odd files are not here")
@pytest.mark.parametrize("name", ["hang__test_2548", "slow__test_3450", "slow__test_5001"])
def test_text_of_files_that_cannot_be_drawn_quickly_is_read_and_placed(name: str) -> None:
    data = (ODD / f"{name}.pdf").read_bytes()

    reading = read(data)

    assert_laid_out(reading)
    assert unplaced(data, reading) == []
