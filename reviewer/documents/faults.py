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


def reason_of(fault: OSError) -> str:
    """Why the system refused, as the rest of a sentence."""
    if isinstance(fault, FileNotFoundError):
        return "it is not there any more"
    if isinstance(fault, PermissionError):
        return "you have no permission to read it"
    if isinstance(fault, IsADirectoryError):
        return "it is a folder"
    return (fault.strerror or type(fault).__name__).lower()
