"""The colours that topics and entities are given: 16 that stay apart for every kind of colour vision.

Chosen by farthest points in OKLab over normal, protan, deutan and tritan vision in light and dark; the first are the
most distinct. These are the light mode's; the window knows the twin of each for the dark mode.
"""

PALETTE: tuple[str, ...] = (
    "#735ed1",
    "#852a0f",
    "#b6770b",
    "#5d3d70",
    "#349794",
    "#1e7359",
    "#729258",
    "#9c470d",
    "#745388",
    "#393aa7",
    "#74364b",
    "#af4f71",
    "#18838d",
    "#624bbc",
    "#956b33",
    "#8e7ab5",
)


def next_colour(used: dict[str, int]) -> str:
    """The colour used least so far, the first of them where several are; `used` counts uses by colour."""
    return min(PALETTE, key=lambda colour: used.get(colour, 0))
