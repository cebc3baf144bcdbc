"""Errors that are sentences for people. A fault of ours is any other exception and ends in the crash report."""

import errno


class ReviewerError(Exception):
    """Something a person did or met that could not be done: what happened, what is kept, what to do.

    All three are whole sentences. `kept` may be empty where nothing was at stake.
    """

    def __init__(self, *, problem: str, kept: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.kept = kept
        self.remedy = remedy
        super().__init__(" ".join(part for part in (problem, kept, remedy) if part))


def why_not_written(fault: OSError) -> str:
    """Why the system let nobody write, as the rest of a sentence."""
    return {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EACCES: "you may not write there",
        errno.EPERM: "you may not write there",
        errno.EROFS: "the disk is read-only",
        errno.ENOENT: "there is no such folder",
        errno.ENOTDIR: "there is no such folder",
        errno.ENAMETOOLONG: "the name is too long",
    }.get(fault.errno or 0, fault.strerror or "the system gave no reason")
