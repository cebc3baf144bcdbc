"""The look holds its promises: contrast, twins, sharp icons, and a change that reaches everything."""

from collections.abc import Iterator
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.model.entity import KINDS
from reviewer.ui.theme import (
    COLOUR_NAMES,
    DARK,
    LIGHT,
    PALETTE,
    PALETTE_DARK,
    Theme,
    contrast,
    font,
    icon,
    kind_icon,
    tag_colour,
    theme,
    themes,
)
from reviewer.ui.tokens import TAG_CONTRAST

BOTH = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    themes.dress(qapp)
    themes.choose("light")
    yield qapp
    themes.choose("system")


@BOTH
def test_every_pair_that_carries_words_can_be_read(look: Theme) -> None:
    pairs = [
        (look.text, look.page),
        (look.text, look.side),
        (look.text, look.hover),
        (look.muted, look.side),
        (look.muted, look.bg),
        (look.muted, look.page),
        (look.muted, look.selected),
        (look.muted, look.hover),
        (look.faint, look.page),
        (look.faint, look.field),
        (look.selected_text, look.selected),
        (look.accent, look.page),
        (look.accent_text, look.accent),
        (look.danger, look.page),
        (look.danger, look.side),
    ]

    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@BOTH
def test_every_palette_colour_stands_out_where_it_is_drawn(look: Theme) -> None:
    colours = [tag_colour(look, colour) for colour in PALETTE]

    for ground in (look.page, look.side):
        assert min(contrast(colour, ground) for colour in colours) >= TAG_CONTRAST


def test_the_palette_has_a_dark_twin_and_a_name_for_every_colour() -> None:
    assert len(set(PALETTE)) == len(set(PALETTE_DARK)) == len(set(COLOUR_NAMES)) == len(PALETTE) == 16
    assert [tag_colour(DARK, colour) for colour in PALETTE] == list(PALETTE_DARK)
    assert [tag_colour(LIGHT, colour.upper()) for colour in PALETTE] == list(PALETTE)


@given(st.integers(0, 0xFFFFFF), st.sampled_from([LIGHT, DARK]))
def test_any_colour_is_made_to_stand_out_from_the_page(value: int, look: Theme) -> None:
    shown = tag_colour(look, f"#{value:06x}")

    assert contrast(shown, look.page) >= TAG_CONTRAST


@pytest.mark.parametrize("words", ["", "red", "#12", "#gggggg", "#ffffff00"])
def test_words_that_are_no_colour_are_shown_muted(words: str) -> None:
    assert tag_colour(LIGHT, words) == LIGHT.muted


def test_every_token_is_a_colour() -> None:
    for look in (LIGHT, DARK):
        assert all(QColor(token).isValid() for token in astuple(look)[1:])


def test_a_choice_dresses_the_application_and_is_announced(dressed: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(themes.changed):
        themes.choose("dark")

    assert theme() is DARK
    assert dressed.palette().color(QPalette.ColorRole.Window).name() == DARK.bg
    assert DARK.accent in dressed.styleSheet()


def test_choosing_what_is_worn_already_is_not_announced(dressed: QApplication, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(themes.changed):
        themes.choose("light")


def test_toggling_twice_comes_back(dressed: QApplication) -> None:
    themes.toggle()
    assert theme() is DARK

    themes.toggle()

    assert theme() is LIGHT


def test_the_bundled_fonts_are_used_in_the_weights_that_were_asked(dressed: QApplication) -> None:
    assert QFontInfo(font("ui")).family() == "Inter"
    assert QFontInfo(font("text")).family() == "Source Serif 4"
    assert [QFontInfo(font(role)).weight() for role in ("ui", "medium", "strong")] == [400, 500, 600]
    assert {font(role).pixelSize() for role in ("meta", "ui", "text", "title")} == {12, 14, 18, 31}


def inks(drawn: QIcon, size: QSize, scale: float) -> set[str]:
    picture = drawn.pixmap(size, scale).toImage()
    everywhere = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {colour.name() for x, y in everywhere if (colour := picture.pixelColor(x, y)).alpha() == 255}


def test_an_icon_has_as_many_pixels_as_the_screen(dressed: QApplication) -> None:
    picture = icon("search").pixmap(QSize(20, 20), 2.0)

    assert (picture.width(), picture.height()) == (40, 40)
    assert picture.devicePixelRatio() == 2.0


def test_an_icon_follows_the_theme_and_a_fixed_colour_stays(dressed: QApplication) -> None:
    following, token, fixed = icon("panel-left"), icon("panel-left", "accent"), icon("panel-left", "#aa0000")

    themes.choose("dark")

    assert inks(following, QSize(20, 20), 4.0) == {DARK.muted}
    assert inks(token, QSize(20, 20), 4.0) == {DARK.accent}
    assert inks(fixed, QSize(20, 20), 4.0) == {"#aa0000"}


def test_a_changed_copy_of_an_icon_leaves_the_icon_as_it_was(dressed: QApplication) -> None:
    copy = QIcon(icon("moon"))
    copy.addPixmap(icon("sun").pixmap(20))
    del copy

    assert inks(icon("moon"), QSize(20, 20), 4.0) == {LIGHT.muted}


def test_every_kind_of_entity_has_an_icon(dressed: QApplication) -> None:
    for kind in (*KINDS, "a kind of my own"):
        assert not icon(kind_icon(kind)).pixmap(16).isNull()


def test_a_missing_icon_is_said_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no such drawing")


def test_a_disabled_button_has_a_faint_icon(dressed: QApplication, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icon("panel-left"))
    button.setEnabled(False)

    picture = button.grab().toImage()

    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert LIGHT.text not in colours
