"""Who made a file that arrived."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """Who shared a file, and when (UTC, ISO 8601). `faults`: what is not as it was shared, a sentence each."""

    name: str
    made: str
    fingerprint: str
    faults: tuple[str, ...] = ()
