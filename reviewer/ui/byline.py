"""What is said of a document under its title. Plain words, no widgets."""

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from reviewer.model.document import Document

KIND_NAMES = {"pdf": "PDF", "html": "Web page", "markdown": "Markdown", "text": "Text", "docx": "Word"}


def byline(document: Document) -> str:
    """Who wrote it or where it stood, and when: `Archives & Society · 24 Jan 2025`.

    Authors come before the source. Of a document of which neither is known, what kind of file it is.
    """
    return " · ".join(part for part in (origin(document), written_date(document.metadata.published)) if part)


def written_date(published: str | None) -> str:
    """A date as precise as it is known: `24 Jan 2025`, `Jan 2025`, `2025`; empty where it is not known.

    What is no date is shown as it stands: it came from a file, and a reader may make sense of it.
    """
    if not published:
        return ""
    parts = published[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
    except ValueError:
        return published
    date = QDate(numbers[0], *([*numbers[1:], 1, 1][:2]))
    if not date.isValid() or len(numbers) == 1:
        return published
    return QLocale().toString(date, "d MMM yyyy" if len(numbers) == 3 else "MMM yyyy")


def kind_name(document: Document) -> str:
    """The kind of file in words, with the number of its pages: `PDF, 31 pages`."""
    kind = KIND_NAMES.get(document.kind, document.kind)
    if not document.page_count:
        return kind
    if document.page_count == 1:
        return _tr("{kind}, 1 page").format(kind=kind)
    return _tr("{kind}, {count} pages").format(kind=kind, count=document.page_count)


def origin(document: Document) -> str:
    """Its authors, or else its source, or else what kind of file it is."""
    authors = document.metadata.authors
    if len(authors) == 1:
        return authors[0]
    if len(authors) == 2:
        return f"{authors[0]} & {authors[1]}"
    if authors:
        return _tr("{name} and others").format(name=authors[0])
    return document.metadata.source or kind_name(document)


def _tr(words: str) -> str:
    return QCoreApplication.translate("byline", words)
