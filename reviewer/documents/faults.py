"""Why a file did not become a document. Each fault is a sentence that names the file."""

from reviewer.errors import ReviewerError


class UnreadableError(ReviewerError):
    """A file whose content cannot be read as a document: damaged, of an unknown kind, or out of reach."""

    def __init__(self, file_name: str, why: str, *, remedy: str = "") -> None:
        """`why` continues “… could not be read: ”, without a full stop."""
        super().__init__(problem=f"“{file_name}” could not be read: {why}.", remedy=remedy)


class EncryptedError(ReviewerError):
    """A file that opens only with a password."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            problem=f"“{file_name}” is protected by a password.",
            remedy="Open it in another program with its password, save it without one, and add that file.",
        )


class EmptyError(ReviewerError):
    """A file in which there is no text at all."""

    def __init__(self, file_name: str, *, why: str = "", remedy: str = "") -> None:
        """`why` continues “… holds no text”, with its own comma or bracket, and without a full stop."""
        super().__init__(problem=f"“{file_name}” holds no text{why}.", remedy=remedy)
