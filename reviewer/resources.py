"""Where the files that come with the program lie: fonts, icons, the sample library, the help.

It finds them and does not read them. It stands beside `errors` in the dependency rule: any folder
may import it, and it imports only the standard library.
"""

from pathlib import Path


def resource(name: str) -> Path:
    """The file or folder `name` below resources/, parts separated by `/`: `icons/search.svg`.

    In an installed wheel the folder lies inside the package; in a checkout it is the package's
    sibling. `""` is the folder itself. A name that is absolute or climbs out with `..` is a
    ValueError, one that is not there a FileNotFoundError: each is a defect of ours, since the
    names are written in the program.
    """
    folder = _folder()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise ValueError(f"{name!r} is not below {folder}")
    if not path.exists():
        raise FileNotFoundError(f"{path} did not come with the program")
    return path


def _folder() -> Path:
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
