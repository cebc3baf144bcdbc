"""The documents of the list as rows that views and screen readers can ask."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.model.document import Document, Status
from reviewer.ui.byline import byline, kind_name
from reviewer.ui.headings import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DOCUMENT = Qt.ItemDataRole.UserRole


class DocumentsModel(QAbstractTableModel):
    """One row a document, in the order it was given, one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: Sequence[Document] = ()
        self._rows: dict[str, int] = {}

    def replace(self, documents: Sequence[Document]) -> bool:
        """Takes other documents. True where rows came, went or moved; False where only what they say may differ."""
        rows = {document.id: row for row, document in enumerate(documents)}
        if list(rows) == list(self._rows):
            self._documents = documents
            if documents:
                self.dataChanged.emit(self.index(0, 0), self.index(len(documents) - 1, 0))
            return False
        self.beginResetModel()
        self._documents = documents
        self._rows = {str(name): row for name, row in rows.items()}
        self.endResetModel()
        return True

    def document(self, row: int) -> Document:
        """The document in a row."""
        return self._documents[row]

    def row(self, document_id: str) -> int | None:
        """The row of a document; None where it is not shown."""
        return self._rows.get(document_id)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many documents are shown."""
        return 0 if parent.isValid() else len(self._documents)

    def columnCount(self, parent: Index = ROOT) -> int:
        """One: a document is one cell."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title to show, the document itself to paint, and all of it in words to hear or hover."""
        if not index.isValid():
            return None
        document = self._documents[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return document.metadata.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join([document.metadata.title, *self._facts(document)])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(
                    "\n".join([document.metadata.title, *self._facts(document), document.file_name])
                )
            case Qt.ItemDataRole.UserRole:
                return document
            case _:
                return None

    def _facts(self, document: Document) -> list[str]:
        count = document.passages
        passages = self.tr("1 passage") if count == 1 else self.tr("{count} passages").format(count=count)
        origin, kind = byline(document), kind_name(document)
        return [
            *([] if origin.startswith(kind) else [origin]),
            kind,
            passages,
            status_name(self, document.status),
        ]


def status_name(speaker: QObject, status: Status) -> str:
    """How far a document has been worked through, in words."""
    names = {"new": speaker.tr("New"), "in work": speaker.tr("In work"), "done": speaker.tr("Done")}
    return names[status]
