"""Making identities, and turning them to and from the 16 bytes that the file holds."""

import hashlib
import secrets
import time
from collections.abc import Callable, Iterable


def packed(identity: str) -> bytes:
    """The 16 bytes of an identity."""
    return bytes.fromhex(identity)


def new_id() -> str:
    """A new identity that sorts by its time of making (RFC 9562, UUID version 7)."""
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(74)
    value = (
        (milliseconds & (1 << 48) - 1) << 80
        | 7 << 76
        | (random >> 62) << 64
        | 2 << 62
        | random & (1 << 62) - 1
    )
    return f"{value:032x}"


def derived_id(*parts: str | bytes) -> str:
    """An identity made from content, the same wherever it is made (RFC 9562, UUID version 8)."""
    return _identity(_entered(parts)).hex()


def derived_ids(*parts: str | bytes) -> Callable[[str | bytes], bytes]:
    """What makes the packed identities that begin with the same parts, from the last part of each; for many of them."""
    begun = _entered(parts)

    def derived(last: str | bytes) -> bytes:
        digest = begun.copy()
        _enter(digest, last)
        return _identity(digest)

    return derived


def _identity(digest: "hashlib._Hash") -> bytes:
    value = int.from_bytes(digest.digest()[:16], "big")
    value = value & ~(0xF << 76) | 8 << 76
    value = value & ~(3 << 62) | 2 << 62
    return value.to_bytes(16, "big")


def _entered(parts: Iterable[str | bytes]) -> "hashlib._Hash":
    digest = hashlib.sha256()
    for part in parts:
        _enter(digest, part)
    return digest


def _enter(digest: "hashlib._Hash", part: str | bytes) -> None:
    coded = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
    digest.update(len(coded).to_bytes(8, "big"))
    digest.update(coded)
