"""The tag picker: opens at the selection, takes what is typed, offers topics and entities, says what was chosen."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from reviewer.model.entity import Entity
from reviewer.model.tag import ROLES, Role
from reviewer.model.topic import Topic
from reviewer.tagging.offering import Offer, Offers, read_typed
from reviewer.ui.chips import Chip
from reviewer.ui.tagging.basket import Basket, Choice, Picked
from reviewer.ui.tagging.card import ROWS, PickerCard

__all__ = ["Choice", "TagPicker"]

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_PLAIN = Qt.KeyboardModifier.NoModifier
_Key = tuple[Qt.Key, Qt.KeyboardModifier]


class TagPicker(PickerCard):
    """Lies over the window `parent`, hidden until `open_at`.

    It knows no library: the window offers it topics and entities, and tags the passage when `chosen` comes. After
    either signal it is hidden and the focus is back where it was.
    """

    chosen = Signal(object)  # Choice, never empty
    copying_wanted = Signal()  # of the text that is about to be tagged
    closed = Signal()  # without a choice

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tag the selection"))
        self._offers = Offers((), ())
        self._basket = Basket()
        self._kind = ""
        self._navigated = False
        self._before: QWidget | None = None
        self._target = QRect()
        self.field.textChanged.connect(self._typed)
        self.memo.entered.connect(self._memo_entered)
        self.memo_button.clicked.connect(self._toggle_memo)
        self.chips.removed.connect(self._remove_chip)
        self.list.clicked.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self._keys = self._key_table()
        # Between the opening and the first letter there is time that nobody waits for.
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._prepare)
        self.hide()

    def offer(
        self,
        topics: Sequence[Topic],
        entities: Sequence[Entity],
        recent: Sequence[str] = (),
        *,
        selected: str = "",
        present: Sequence[str] = (),
    ) -> None:
        """What can be chosen from the next opening on.

        `recent` are ids of topics and entities, the last used first. `selected` is the text that is about to be
        tagged, `present` the ids of what its passage has already.
        """
        self._offers = Offers(topics, entities, recent=recent, selected=selected, present=present)

    def open_at(self, target: QRect) -> None:
        """Opens empty beside `target`, the selection in global pixels: below it, above where there is more room."""
        self._leave()
        self._before = QApplication.focusWidget()
        self._target = target
        self._basket = Basket()
        self._kind = ""
        self.field.clear()
        self.memo.clear()
        self.memo.hide()
        self.roles.choose("mentioned")
        self._show_chips()
        self._search()
        self.show()
        self.raise_()
        self.fit(self._target)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._idle.start()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.focusChanged.connect(self._focus_moved)

    def close_without(self) -> None:
        """Closes without a choice; what was typed is forgotten."""
        if self._leave():
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closes on a press elsewhere; takes the picker's keys before the line edits or the window's shortcuts do."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched is not self and not self.isAncestorOf(watched):
                self.close_without()
            return False
        line = next((line for line in (self.field, self.memo) if line is watched), None)
        if line is None or line.composing or not isinstance(event, QKeyEvent):
            return False
        verb = self._keys.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if verb is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and verb()

    # Keys

    def _key_table(self) -> dict[_Key, Callable[[], bool]]:
        key = Qt.Key
        table: dict[_Key, Callable[[], bool]] = {
            (key.Key_Escape, _PLAIN): self._escape,
            (key.Key_Down, _PLAIN): lambda: self._move(1),
            (key.Key_Up, _PLAIN): lambda: self._move(-1),
            (key.Key_PageDown, _PLAIN): lambda: self._move(ROWS - 1),
            (key.Key_PageUp, _PLAIN): lambda: self._move(1 - ROWS),
            (key.Key_Down, _ALT): lambda: self._turn_role(1),
            (key.Key_Up, _ALT): lambda: self._turn_role(-1),
            (key.Key_Left, _PLAIN): lambda: self._turn_kind(-1),
            (key.Key_Right, _PLAIN): lambda: self._turn_kind(1),
            (key.Key_Backspace, _PLAIN): self._take_back,
            (key.Key_Tab, _PLAIN): self._add_current,
            (key.Key_M, _CTRL): self._toggle_memo,
            (key.Key_C, _CTRL): self._copy,
        }
        for enter in (key.Key_Return, key.Key_Enter):
            table[enter, _PLAIN] = self._commit
            table[enter, _CTRL] = self._add_current
            table[enter, _SHIFT] = self._commit_new
        return table

    # What is shown

    def _prepare(self) -> None:
        self._offers.prepare()

    def _typed(self) -> None:
        self._navigated = False
        self._search()
        self.fit(self._target)

    def _search(self) -> None:
        text = self.field.text()
        rows = self._offers.find(text)
        if self._kind and not read_typed(text, kinds=self._offers.kinds).kind:
            rows = [self._with_kind(row) for row in rows]
        gathered = {picked.offer.key for picked in self._basket.picked if not picked.offer.is_new}
        self.model.show_offers(replace(row, present=True) if row.key in gathered else row for row in rows)
        waits = bool(self._basket.picked) and not text.strip()
        self.list.setCurrentIndex(self.model.index(-1 if waits or not rows else 0, 0))
        self.list.scrollToTop()
        self._show_foot()

    def _with_kind(self, row: Offer) -> Offer:
        if row.is_new and row.what == "entity":
            return replace(row, kind=self._kind)
        return row

    def _current(self) -> Offer | None:
        index = self.list.currentIndex()
        return self.model.offer(index.row()) if index.isValid() else None

    def _show_chips(self) -> None:
        self.chips.show_chips(
            [_chip(picked, self.roles.name_of(picked.role)) for picked in self._basket.picked]
        )

    def _show_foot(self) -> None:
        offer = self._current()
        is_entity = offer is not None and offer.what == "entity"
        self.roles.setVisible(is_entity)
        self.memo_button.setVisible(not is_entity and self.memo.isHidden())
        if offer is None:
            hint = self.tr("Enter tags")
        elif offer.is_new and is_entity:
            hint = self.tr("← → kind · Enter makes")
        elif is_entity:
            hint = self.tr("Alt+↓ role · Enter tags")
        elif offer.is_new:
            hint = self.tr("Enter makes · Tab one more")
        else:
            hint = self.tr("Enter tags · Tab one more")
        self.hint.setText(hint)

    def _moved(self, index: QModelIndex) -> None:
        self._show_foot()
        offer = self.model.offer(index.row()) if index.isValid() else None
        if offer is not None and self._navigated:
            spoken = QAccessibleAnnouncementEvent(self.field, self.model.spoken(offer))
            QAccessible.updateAccessibility(spoken)

    # What keys do; each says whether the key was the picker's

    def _move(self, by: int) -> bool:
        rows = self.model.rowCount()
        if not rows:
            return True
        self._navigated = True
        index = self.list.currentIndex()
        if not index.isValid():
            row = 0 if by > 0 else rows - 1
        elif abs(by) == 1:
            row = (index.row() + by) % rows
        else:
            row = max(0, min(rows - 1, index.row() + by))
        self.list.setCurrentIndex(self.model.index(row, 0))
        return True

    def _turn_kind(self, by: int) -> bool:
        offer = self._current()
        if offer is None or not offer.is_new or offer.what != "entity" or not self.field.hasFocus():
            return False
        kinds = self._offers.kinds
        self._kind = kinds[(kinds.index(offer.kind) + by) % len(kinds)] if offer.kind in kinds else kinds[0]
        self._navigated = True
        self.model.set_kind(self.list.currentIndex().row(), self._kind)
        self._moved(self.list.currentIndex())
        return True

    def _turn_role(self, by: int) -> bool:
        offer = self._current()
        if offer is None or offer.what != "entity":
            return True
        self.roles.choose(ROLES[(ROLES.index(self.roles.role) + by) % len(ROLES)])
        return True

    def _copy(self) -> bool:
        """Without a letter in the field there is nothing in it to copy, and the text below is meant."""
        if self.field.text() or self.memo.hasFocus():
            return False
        self.copying_wanted.emit()
        return True

    def _take_back(self) -> bool:
        if self.memo.hasFocus() or self.field.text():
            return False
        self._basket.remove_last()
        self._chips_changed()
        return True

    def _add_current(self) -> bool:
        offer = self._current()
        if offer is None:
            if self.field.hasFocus():
                self._show_memo()
            else:
                self.field.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        self._add(offer)
        return True

    def _add(self, offer: Offer) -> None:
        self._basket.add(offer, self.roles.role)
        self.roles.choose("mentioned")
        self.field.clear()
        self._navigated = False
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chips_changed()

    def _chips_changed(self) -> None:
        self._show_chips()
        self._search()
        self.fit(self._target)

    def _remove_chip(self, key: str) -> None:
        self._basket.remove(key)
        self._chips_changed()

    def _commit(self) -> bool:
        offer = self._current()
        self._finish([Picked(offer, self._role_for(offer))] if offer else [])
        return True

    def _commit_new(self) -> bool:
        offer = self._current()
        if offer is None or not offer.is_new:
            offer = self.model.offer(self.model.first_new()) or offer
        self._finish([Picked(offer, self._role_for(offer))] if offer else [])
        return True

    def _role_for(self, offer: Offer) -> Role:
        return self.roles.role if offer.what == "entity" else "mentioned"

    def _finish(self, also: Sequence[Picked]) -> None:
        choice = self._basket.choice(self.memo.text(), also=also)
        if not choice:
            self.close_without()
        elif self._leave():
            self.chosen.emit(choice)

    def _escape(self) -> bool:
        self.close_without()
        return True

    def _toggle_memo(self) -> bool:
        if self.memo.isHidden():
            self._show_memo()
        else:
            self.memo.clear()
            self.memo.hide()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_foot()
            self.fit(self._target)
        return True

    def _show_memo(self) -> None:
        self.memo.show()
        self.memo.setFocus(Qt.FocusReason.TabFocusReason)
        self._show_foot()
        self.fit(self._target)

    def _memo_entered(self) -> None:
        # A memo may stand alone: the row that was only the first of the recent ones shall not come with it.
        if not self._navigated and not self.field.text().strip():
            self.list.setCurrentIndex(QModelIndex())

    def _clicked(self, index: QModelIndex) -> None:
        offer = self.model.offer(index.row())
        if offer is None:
            return
        if QApplication.keyboardModifiers() & _CTRL:
            self._add(offer)
        else:
            self._finish([Picked(offer, self._role_for(offer))])

    # Leaving

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.close_without()

    def _leave(self) -> bool:
        """Hides the picker and gives the focus back; False where it was hidden already."""
        if self.isHidden():
            return False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.removeEventFilter(self)
            app.focusChanged.disconnect(self._focus_moved)
        focused, before = QApplication.focusWidget(), self._before
        self._before = None
        had_it = focused is not None and self.isAncestorOf(focused)
        # What had the focus before may be gone meanwhile.
        if had_it and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        return True


def _chip(picked: Picked, role_name: str) -> Chip:
    offer = picked.offer
    name = offer.path if offer.what == "topic" else offer.name
    note = role_name if offer.what == "entity" and picked.role != "mentioned" else ""
    return Chip(picked.key, name, offer.colour or "#63666e", offer.kind, note)
