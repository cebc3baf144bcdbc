"""The look, by one door: colours, fonts, icons, and which theme is worn now.

`tokens` holds the colours, `dress` makes Qt's palette and style sheet of them, `themes` knows the current one, `fonts`
and `icons` bring what is bundled.
"""

from reviewer.ui.dress import palette, set_surface, set_tone, stylesheet
from reviewer.ui.fonts import font, load_fonts
from reviewer.ui.icons import icon, kind_icon
from reviewer.ui.themes import Themes, theme, themes
from reviewer.ui.tokens import (
    COLOUR_NAMES,
    DARK,
    LIGHT,
    PALETTE,
    PALETTE_DARK,
    Theme,
    contrast,
    mixed,
    tag_colour,
)

__all__ = [
    "COLOUR_NAMES",
    "DARK",
    "LIGHT",
    "PALETTE",
    "PALETTE_DARK",
    "Theme",
    "Themes",
    "contrast",
    "font",
    "icon",
    "kind_icon",
    "load_fonts",
    "mixed",
    "palette",
    "set_surface",
    "set_tone",
    "stylesheet",
    "tag_colour",
    "theme",
    "themes",
]
