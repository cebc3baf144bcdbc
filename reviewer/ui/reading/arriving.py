"""What the surfaces under both views share: a place that is to come into view, and the light that shows it when it is there."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QVariantAnimation
from PySide6.QtWidgets import QAbstractScrollArea

from reviewer.text.words import Bounds

PLACE_MS = 200
"""How long scrolling has come to rest before a view says where it is."""
_FLASH_MS = 1400


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that is to come into view: `share` of the viewport's height is to be above it."""

    position: int
    share: float


class _Scene(Protocol):
    flash: Bounds | None
    flash_strength: float


class Flash(QVariantAnimation):
    """Lets a stretch of what a view shows light up and fade."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self._scene: _Scene | None = None
        self.setDuration(_FLASH_MS)
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.valueChanged.connect(self._fade)

    def light(self, scene: _Scene, start: int, end: int) -> None:
        """Lights a stretch of a scene, instead of the one before."""
        self.stop()
        self._scene = scene
        scene.flash = (start, end)
        self.start()

    def _fade(self, strength: float) -> None:
        if self._scene is None:
            return
        self._scene.flash_strength = strength
        if not strength:
            self._scene.flash = None
        self._view.viewport().update()
