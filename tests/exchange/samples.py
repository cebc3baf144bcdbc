"""Hits as a library gives them, with what exports stumble over: formulas, line breaks, markup, right-to-left text."""

from reviewer.model.ids import CoderId, DocumentId, EntityId, MemoId, PassageId, TagId, TextId, TopicId
from reviewer.model.passage import Memo, Passage
from reviewer.model.query import Hit
from reviewer.model.tag import EntityTag, Role, TopicTag

WHEN = "2026-11-24T10:00:00Z"

TEXTS = {
    "Harbour council sells the crane": (
        "date 2025-01-24\n\n🚨 The crane goes. “Nobody asked the dockers,” said Ines Prado, who has driven it for "
        'twenty years. The council answered on Friday.\n=HYPERLINK("http://example.org") stood in the minutes, '
        "& <b>nobody</b> knew why.\n+1,200 people signed.\nA line\nand the next one."
    ),
    "רציף הדגים נסגר": "מנהל הנמל אמר: «אין ברירה» והלך. سأل الصيادون: لماذا الآن؟ Nobody answered 👩🏽‍⚖️ them.",
}


def hit(
    title: str,
    quote: str,
    *,
    topics: tuple[str, ...] = (),
    entities: tuple[tuple[str, str, Role], ...] = (),
    memo: str = "",
    page: int | None = None,
    colour: str = "#735ed1",
) -> Hit:
    """The first place of the quote in the text of that title, tagged by Ana."""
    text, number = TEXTS[title], list(TEXTS).index(title)
    start = text.index(quote)
    end = start + len(quote)
    passage = Passage(
        id=PassageId(f"{number:016x}{start:016x}"),
        document=DocumentId(f"{number:032x}"),
        text_id=TextId(f"{number + 7:032x}"),
        start=start,
        end=end,
        quote=quote,
        prefix=text[max(0, start - 32) : start],
        suffix=text[end : end + 32],
        page=page,
        coder=CoderId("c" * 32),
        created=WHEN,
        topics=tuple(
            TopicTag(
                TopicId(path.encode().hex().ljust(32, "0")[:32]), path, TagId(f"t{path}"), "Ana", WHEN, colour
            )
            for path in topics
        ),
        entities=tuple(
            EntityTag(
                EntityId(name.encode().hex().ljust(32, "0")[:32]),
                kind,
                name,
                role,
                TagId(f"e{name}"),
                "Ben",
                WHEN,
                "#b6770b",
            )
            for kind, name, role in entities
        ),
        memos=(Memo(MemoId("a" * 32), memo, "Ana", WHEN),) if memo else (),
    )
    return Hit(
        passage, title, "2025-01-24" if number == 0 else None, "The Harbour Post" if number == 0 else ""
    )


def hits() -> list[Hit]:
    """Seven passages of two documents, in reading order."""
    crane, quay = TEXTS
    return [
        hit(crane, "🚨 The crane goes."),
        hit(
            crane,
            "“Nobody asked the dockers,” said Ines Prado",
            topics=("Work/Consultation", "Sale"),
            entities=(("person", "Ines Prado", "speaker"), ("other", "a:b=c", "mentioned")),
            memo="Compare with the minutes.\n=They differ.",
            page=0,
        ),
        hit(crane, '=HYPERLINK("http://example.org") stood', topics=("Sale",), colour="#ffee00"),
        hit(
            crane,
            "& <b>nobody</b> knew",
            topics=("=cmd",),
            entities=(("person", "<script>alert(1)</script>", "subject"),),
        ),
        hit(
            crane,
            "+1,200 people signed.\nA line\nand the next",
            topics=("Protest",),
            colour="red;} body { display: none",
        ),
        hit(quay, "«אין ברירה»", topics=("Sale",), entities=(("person", "מנהל הנמל", "speaker"),)),
        hit(quay, "👩🏽‍⚖️ them", topics=("Work/Consultation",), memo="לבדוק"),
    ]
