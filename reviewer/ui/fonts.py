"""The two bundled families and the roles they play. Four sizes and four weights, no others."""

from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from reviewer.resources import resource

Role = Literal["ui", "medium", "strong", "meta", "label", "title", "text", "heading"]

SANS = "Inter"
SERIF = "Source Serif 4"

_ROLES: dict[Role, tuple[str, int, QFont.Weight]] = {
    "ui": (SANS, 14, QFont.Weight.Normal),
    "medium": (SANS, 14, QFont.Weight.Medium),
    "strong": (SANS, 14, QFont.Weight.DemiBold),
    "meta": (SANS, 12, QFont.Weight.Normal),
    "label": (SANS, 12, QFont.Weight.DemiBold),
    "text": (SERIF, 18, QFont.Weight.Normal),
    "heading": (SANS, 18, QFont.Weight.DemiBold),
    "title": (SERIF, 31, QFont.Weight.DemiBold),
}


def load_fonts() -> None:
    """Makes the bundled families known to Qt; a second call changes nothing. Needs an application.

    A file that Qt refuses is left out: Qt then takes the system's nearest family.
    """
    if SANS in QFontDatabase.families() and SERIF in QFontDatabase.families():
        return
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix in {".otf", ".woff2"}:
            QFontDatabase.addApplicationFont(str(path))


def font(role: Role) -> QFont:
    """The font of a role; its size is in logical pixels.

    `ui` for controls and rows, `medium` for a row's name, `strong` for what stands above others, `meta` for what is
    said beside, `label` for the heading of a panel; `title`, `heading` and `text` for the text that is read.
    """
    family, pixels, weight = _ROLES[role]
    made = QFont(family)
    made.setStyleHint(QFont.StyleHint.Serif if family == SERIF else QFont.StyleHint.SansSerif)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made
