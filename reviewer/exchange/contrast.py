"""Colours that stay legible: WCAG 2.2's contrast, and a colour moved until it has enough. Colours are `#rrggbb`."""

import re

ENOUGH = 4.5
"""The contrast that WCAG asks of small text (level AA)."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_UNKNOWN = "#63666e"


def known(colour: str) -> str:
    """The colour itself, or a grey where it is no `#rrggbb`: a library that somebody sent may hold anything."""
    return colour.lower() if _COLOUR.fullmatch(colour) else _UNKNOWN


def mixed(colour: str, ground: str, *, share: float) -> str:
    """The colour laid over the ground; a share of 1 is the colour, 0 the ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(above * share + below * (1 - share)):02x}" for above, below in pairs)


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: str, *, on: str) -> str:
    """The colour, moved towards black or white, whichever shows better, until it stands out enough on `on`."""
    end = max(("#000000", "#ffffff"), key=lambda extreme: contrast(extreme, on))
    steps = (mixed(end, colour, share=step / 20) for step in range(21))
    return next((moved for moved in steps if contrast(moved, on) >= ENOUGH), end)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
