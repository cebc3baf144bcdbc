"""An entity as it is written on the command line: `kind:Name`, `kind:Name=ROLE`."""

from dataclasses import dataclass

from reviewer.errors import ReviewerError
from reviewer.model.entity import KINDS
from reviewer.model.tag import ROLES, Role


@dataclass(frozen=True, slots=True)
class EntityWords:
    """What was written. `doubt` is a sentence about what may have been meant otherwise, or empty."""

    kind: str
    name: str
    role: Role = "mentioned"
    doubt: str = ""


def entity_words(written: str) -> EntityWords:
    """The kind before the first colon, the role after the last `=` where it is one, and the name between.

    So a name may hold both signs: `law:Act 5:3`, `work:E=mc2`. Without a kind or a name: ReviewerError.
    """
    kind, colon, rest = written.partition(":")
    name, equals, last = rest.rpartition("=")
    role = next((role for role in ROLES if equals and role == last.strip().casefold()), None)
    if role is None:
        name = rest
    kind, name = kind.strip(), name.strip()
    if not colon or not kind or not name:
        raise ReviewerError(
            problem=f"“{written}” is not an entity.",
            kept="Nothing was tagged.",
            remedy=f"Write kind:Name, such as person:Ada Lovelace. The usual kinds are {', '.join(KINDS)}.",
        )
    doubt = ""
    if role is None and equals and last.isalpha():
        doubt = f"“{last}” is no role ({', '.join(ROLES)}), so it was taken as a part of the name “{name}”."
    return EntityWords(
        kind.casefold() if kind.casefold() in KINDS else kind, name, role or "mentioned", doubt
    )
