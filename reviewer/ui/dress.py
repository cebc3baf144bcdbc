"""What Qt needs to know of a theme: its palette and its style sheet.

A widget chooses its surface and its tone by a property, never by a style sheet of its own:
`surface` is `side`, `bar`, `page` or `card`; a label's `tone` is `muted`, `faint` or `danger`; a button may have `primary`,
`quiet` or `danger` set to True, a tool button `plain` where being checked is seen elsewhere. A view whose delegate
paints all of a row, the chosen one's ground too, has `rows` set to `own`.
"""

from dataclasses import asdict
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from reviewer.ui.tokens import Theme, mixed

Surface = Literal["side", "bar", "page", "card"]
Tone = Literal["muted", "faint", "danger"]

_SHEET = """
* { outline: 0; }
QWidget[surface="side"] { background: %(side)s; }
QWidget[surface="page"] { background: %(page)s; }
QWidget[surface="bar"] { background: %(bg)s; border-bottom: 1px solid %(line)s; }
QWidget[surface="card"] { background: %(page)s; border: 1px solid %(line)s; border-radius: 8px; }
QLabel[tone="muted"] { color: %(muted)s; }
QLabel[tone="faint"] { color: %(faint)s; }
QLabel[tone="danger"] { color: %(danger)s; }
QLineEdit { background: %(field)s; border: 1px solid %(line)s; border-radius: 7px; padding: 0 8px; min-height: 32px; }
QLineEdit:hover { border-color: %(faint)s; }
QLineEdit:focus { border-color: %(accent)s; }
QPlainTextEdit, QTextEdit[surface="field"] { background: %(field)s; border: 1px solid %(line)s; border-radius: 7px; padding: 4px; }
QPlainTextEdit:focus { border-color: %(accent)s; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; color: %(muted)s; }
QToolButton:hover, QToolButton:checked, QToolButton:pressed { background: %(hover)s; }
QToolButton[plain="true"]:checked:!hover { background: transparent; }
QToolButton:focus { border-color: %(accent)s; }
QToolButton::menu-indicator { image: none; }
QPushButton { border: 1px solid %(line)s; border-radius: 7px; padding: 0 14px; min-height: 32px; background: %(field)s; color: %(text)s; }
QPushButton:hover, QPushButton:pressed, QPushButton:checked { background: %(hover)s; }
QPushButton:focus { border-color: %(accent)s; }
QPushButton:disabled { color: %(faint)s; }
QPushButton[primary="true"] { background: %(accent)s; color: %(accent_text)s; border-color: %(accent)s; font-weight: 600; }
QPushButton[primary="true"]:hover { background: %(accent_hover)s; }
QPushButton[primary="true"]:focus { border: 2px solid %(text)s; }
QPushButton[primary="true"]:disabled { background: %(hover)s; color: %(faint)s; border-color: %(line)s; }
QPushButton[quiet="true"] { border-color: transparent; background: transparent; color: %(muted)s; padding: 0 8px; }
QPushButton[quiet="true"]:hover, QPushButton[quiet="true"]:checked { background: %(hover)s; color: %(text)s; }
QPushButton[quiet="true"]:focus { border-color: %(accent)s; }
QPushButton[entry="true"] { border: 1px solid transparent; border-radius: 5px; background: transparent; color: %(accent)s; padding: 0 8px; min-height: 18px; }
QPushButton[entry="true"]:hover { background: %(hover)s; }
QPushButton[entry="true"]:focus { border-color: %(accent)s; }
QPushButton[danger="true"] { color: %(danger)s; }
QAbstractItemView { background: transparent; border: 0; }
QAbstractItemView[rows="own"] { selection-background-color: transparent; }
QTreeWidget { show-decoration-selected: 1; selection-background-color: transparent; }
QTreeWidget::item { height: 30px; padding: 0 10px; border: 0; }
QTreeWidget::item:hover { background: %(hover)s; }
QTreeWidget::item:selected { background: %(selected)s; color: %(selected_text)s; }
QHeaderView { background: %(page)s; }
QHeaderView::section { background: %(page)s; border: 0; border-bottom: 1px solid %(line)s; color: %(muted)s; padding: 4px 10px; }
QComboBox QAbstractItemView { background: %(page)s; border: 1px solid %(line)s; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: %(thumb)s; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: %(faint)s; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; width: 0; height: 0; }
QMenu { background: %(page)s; border: 1px solid %(line)s; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: %(selected)s; color: %(selected_text)s; }
QMenu::item:disabled { color: %(faint)s; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 8px; }
QMenuBar { background: %(bg)s; }
QMenuBar::item { padding: 4px 8px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: %(hover)s; }
QSplitter::handle { background: %(line)s; }
QStatusBar { background: %(bg)s; border-top: 1px solid %(line)s; color: %(muted)s; }
QStatusBar::item { border: 0; }
QToolTip { background: %(page)s; color: %(text)s; border: 1px solid %(line)s; padding: 4px 8px; }
QProgressBar { background: %(line)s; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 2px; }
"""


def stylesheet(theme: Theme) -> str:
    """The application's one style sheet in this theme's colours."""
    derived = {
        "accent_hover": mixed(theme.text, theme.accent, 0.12),
        "thumb": mixed(theme.faint, theme.side, 0.4),
    }
    return _SHEET % (asdict(theme) | derived)


def palette(theme: Theme) -> QPalette:
    """The application's palette in this theme's colours, for everything that Fusion paints itself."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.bg,
        role.WindowText: theme.text,
        role.Base: theme.page,
        role.AlternateBase: theme.side,
        role.Text: theme.text,
        role.Button: theme.bg,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.Highlight: theme.selected,
        role.HighlightedText: theme.selected_text,
        role.ToolTipBase: theme.page,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.faint,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Mid: theme.line,
        role.Midlight: theme.line,
        role.Dark: theme.line,
        role.Light: theme.page,
        role.Shadow: theme.line,
    }
    made = QPalette()
    for name, colour in colours.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.faint))
    return made


def set_surface(widget: QWidget, surface: Surface) -> None:
    """Puts a widget on one of the theme's surfaces."""
    widget.setProperty("surface", surface)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def set_tone(label: QLabel, tone: Tone) -> None:
    """Gives a label one of the theme's quieter colours, or the colour of a warning."""
    label.setProperty("tone", tone)
