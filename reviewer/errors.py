"""Errors that are sentences for people. A fault of ours is any other exception and ends in the crash report."""


class ReviewerError(Exception):
    """Something a person did or met that could not be done: what happened, what is kept, what to do.

    All three are whole sentences. `kept` may be empty where nothing was at stake.
    """

    def __init__(self, *, problem: str, kept: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.kept = kept
        self.remedy = remedy
        super().__init__(" ".join(part for part in (problem, kept, remedy) if part))
