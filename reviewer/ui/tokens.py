"""The colours of the window as plain values: two themes and the tags' palette. Knows nothing of Qt.

Every pair that carries text has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3), every tag colour at least 3:1 on the
page. The palette was chosen in OKLab by farthest point under normal and three kinds of colour-deficient sight.
"""

import colorsys
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Name = Literal["light", "dark"]

TAG_CONTRAST = 3.0
"""The least contrast of a tag's colour with the page (WCAG 2.2, 1.4.11)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One look, each colour as `#rrggbb`.

    `bg` lies under bars, `side` under the panels beside the text, `page` under the text, `field` under what is typed
    into. `faint` is for words on `page`, `field` and `bg`; on `side` it is too weak for words and serves for icons.
    """

    name: Name
    bg: str
    side: str
    page: str
    text: str
    muted: str
    faint: str
    line: str
    field: str
    hover: str
    selected: str
    selected_text: str
    accent: str
    accent_text: str
    danger: str


LIGHT = Theme(
    name="light",
    bg="#f4f3f0",
    side="#efeeea",
    page="#fdfcfa",
    text="#22242a",
    muted="#63666e",
    faint="#6f7279",
    line="#e2e0da",
    field="#fdfcfa",
    hover="#e7e5df",
    selected="#dfe5f2",
    selected_text="#1d2a4d",
    accent="#3556b8",
    accent_text="#ffffff",
    danger="#a8322a",
)
DARK = Theme(
    name="dark",
    bg="#141517",
    side="#17181a",
    page="#1b1c1f",
    text="#e3e1dc",
    muted="#a2a19c",
    faint="#8f8f8b",
    line="#2b2d31",
    field="#1f2124",
    hover="#232529",
    selected="#28324b",
    selected_text="#dfe7ff",
    accent="#8fa8f5",
    accent_text="#101a38",
    danger="#f0938a",
)

# The order in which new topics take them: the first are the farthest apart.
PALETTE: tuple[str, ...] = (
    "#735ed1", "#852a0f", "#b6770b", "#5d3d70", "#349794", "#1e7359", "#729258", "#9c470d",
    "#745388", "#393aa7", "#74364b", "#af4f71", "#18838d", "#624bbc", "#956b33", "#8e7ab5",
)  # fmt: skip
PALETTE_DARK: tuple[str, ...] = (
    "#aaa0fb", "#ce6c52", "#f1af57", "#9f7cb4", "#72d0cd", "#62b194", "#a8ca8e", "#df8352",
    "#b18ec7", "#7784da", "#b9758a", "#f089aa", "#61bfc8", "#9b90ea", "#d2a56d", "#c6b1f0",
)  # fmt: skip
COLOUR_NAMES: tuple[str, ...] = (
    "Violet", "Brick", "Amber", "Plum", "Teal", "Forest", "Moss", "Rust",
    "Mauve", "Indigo", "Wine", "Rose", "Petrol", "Iris", "Ochre", "Lavender",
)  # fmt: skip
"""What the palette's colours are called, in its order: a colour must be told in words too."""

_TWINS = dict(zip(PALETTE, PALETTE_DARK, strict=True))


@lru_cache(maxsize=1024)
def tag_colour(theme: Theme, colour: str) -> str:
    """What a tag's stored colour looks like in `theme`.

    A palette colour has its twin. Any other keeps its hue and is lightened or darkened until it stands out from the
    page; words that are no `#rrggbb` give the theme's muted colour.
    """
    colour = colour.lower()
    if colour in _TWINS:
        return _TWINS[colour] if theme.name == "dark" else colour
    try:
        red, green, blue = _channels(colour)
    except ValueError:
        return theme.muted
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    step = 0.02 if theme.name == "dark" else -0.02
    while contrast(colour, theme.page) < TAG_CONTRAST and 0 < lightness + step < 1:
        lightness += step
        colour = _written(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def contrast(one: str, other: str) -> float:
    """The contrast of two `#rrggbb` colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """The opaque colour of `one` laid over `other` at the opacity `share`, 0 to 1."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    red, green, blue = (over * share + under * (1 - share) for over, under in pairs)
    return _written((red, green, blue))


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.removeprefix("#")
    if len(digits) != 6 or digits == colour:
        raise ValueError(f"not a colour: {colour!r}")
    red, green, blue = bytes.fromhex(digits)
    return red / 255, green / 255, blue / 255


def _written(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
