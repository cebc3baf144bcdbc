"""Which part an entity plays in a passage, as three buttons of which one is down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from reviewer.model.tag import ROLES, Role
from reviewer.ui.theme import font


class RoleSwitch(QWidget):
    """The roles side by side; `mentioned` at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Role in the passage"))
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for number, role in enumerate(ROLES):
            button = QToolButton(self)
            button.setText(self.name_of(role))
            button.setFont(font("meta"))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(self.tr("{role} (Alt+Down for the next)").format(role=self.name_of(role)))
            self._group.addButton(button, number)
            layout.addWidget(button)
        self.choose("mentioned")

    @property
    def role(self) -> Role:
        """The one that is down."""
        return ROLES[self._group.checkedId()]

    def choose(self, role: Role) -> None:
        """Puts another down."""
        self._group.button(ROLES.index(role)).setChecked(True)

    def name_of(self, role: Role) -> str:
        """A role as a reader sees it."""
        names: dict[Role, str] = {
            "mentioned": self.tr("mentioned"),
            "speaker": self.tr("speaker"),
            "subject": self.tr("subject"),
        }
        return names[role]
