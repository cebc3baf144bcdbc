"""An entity: a named person, organisation, place, law, event, work … with its aliases."""

from dataclasses import dataclass

from reviewer.model.ids import EntityId

KINDS: tuple[str, ...] = ("person", "organisation", "place", "law", "event", "work", "other")
"""The kinds that are offered. A library may hold others: a kind is any word."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity. Written `kind:Name`; `aliases` are other names it goes by, without the name itself."""

    id: EntityId
    kind: str
    name: str
    colour: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    passages: int = 0
    last_used: str = ""

    @property
    def reference(self) -> str:
        """How it is written on the command line: `person:Ada Lovelace`."""
        return f"{self.kind}:{self.name}"
