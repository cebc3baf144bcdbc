"""Whether a library lies where it is in danger: in a folder that a cloud service synchronises, or on a network drive.

Told from names, from files that the services leave, and from the table of mounted disks; nobody is asked and nothing is
written. A guess: a folder may be called “Dropbox” and be none.
"""

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_BY_MARK: tuple[tuple[str, str], ...] = (
    ("Dropbox", r"\.dropbox(\.cache)?"),
    ("Nextcloud", r"\.(_)?sync_[0-9a-f]+\.db|\.nextcloudsync\.log|\.owncloudsync\.log"),
    ("Syncthing", r"\.stfolder|\.stversions"),
    ("Google Drive", r"\.tmp\.drive(down|up)load"),
    ("Resilio Sync", r"\.sync"),
    ("MEGA", r"\.megaignore"),
)
"""What the services keep in the topmost folder that they synchronise."""

_BY_NAME: tuple[tuple[str, str], ...] = (
    ("Dropbox", r"dropbox( \(.*\))?"),
    ("OneDrive", r"(onedrive|skydrive)( ?- ?.+)?"),
    ("Google Drive", r"google ?drive(-.+)?|my drive"),
    ("iCloud", r"mobile documents|iclouddrive|com~apple~clouddocs"),
    ("Nextcloud", r"nextcloud|owncloud"),
    ("Syncthing", r"syncthing"),
    ("Box", r"box sync|box-box"),
    ("pCloud", r"pclouddrive|pcloud drive"),
    ("MEGA", r"mega(sync)?"),
    ("Seafile", r"seafile|seadrive"),
    ("Proton Drive", r"proton ?drive(-.+)?"),
)
"""What the services call the topmost folder that they synchronise, in lower case."""

_SYNCHRONISED_MOUNTS = {
    "fuse.rclone": "rclone",
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.onedriver": "OneDrive",
    "fuse.pcloud": "pCloud",
    "fuse.seadrive": "Seafile",
    "fuse.insync": "Insync",
}
_NETWORK_MOUNTS = re.compile(
    r"nfs\d?|cifs|smb\w*|ncpfs|afs|afpfs|9p|davfs\w*|webdav|ceph|lustre|beegfs|ocfs2|gfs2|vboxsf|prl_fs|"
    r"fuse\.(sshfs|davfs\w*|glusterfs|gvfsd-fuse|s3fs|curlftpfs|smbnetfs|vmhgfs-fuse|ceph)"
)


@dataclass(frozen=True, slots=True)
class Danger:
    """Where a library lies (“Dropbox”, “a network drive”), what may happen to it there, and the way out."""

    where: str
    problem: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.problem} {self.reason} {self.remedy}"


def danger(path: Path) -> Danger | None:
    """What threatens a library at `path`, which need not be there yet; None where nothing is known to."""
    folder = Path(os.path.realpath(path)).parent
    service = service_of((one.name, _names_in(one)) for one in (folder, *folder.parents))
    kind = mount_of(folder, _mounts())
    service = service or _SYNCHRONISED_MOUNTS.get(kind, "")
    if service:
        return _synchronised(path.name, service)
    if _NETWORK_MOUNTS.fullmatch(kind) or _is_far_for_windows(folder):
        return _far(path.name)
    return None


def service_of(folders: Iterable[tuple[str, Iterable[str]]]) -> str:
    """The service that synchronises a folder: its name and what is in it, then the same of the one above, and so on."""
    for name, inside in folders:
        entries = list(inside)
        for service, pattern in _BY_MARK:
            if any(re.fullmatch(pattern, entry) for entry in entries):
                return service
        for service, pattern in _BY_NAME:
            if re.fullmatch(pattern, name.casefold()):
                return service
    return ""


def mount_of(folder: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """The kind of the disk that holds `folder`, of (where it is mounted, its kind); empty where none of them does."""
    best, found = -1, ""
    for place, kind in mounts:
        # A later one at the same place hides the earlier.
        if folder.is_relative_to(place) and len(place) >= best:
            best, found = len(place), kind
    return found


def mounts_of_linux(table: str) -> Iterator[tuple[str, str]]:
    """The mounted disks in the text of `/proc/self/mountinfo`."""
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) > 4 and after:
            place = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[4])
            yield place, after.split()[0]


def mounts_of_macos(table: str) -> Iterator[tuple[str, str]]:
    """The mounted disks in what `mount` says: `//ann@server/share on /Volumes/share (smbfs, nodev)`."""
    for line in table.splitlines():
        if match := re.fullmatch(r".+? on (/.*) \((\w+).*\)", line):
            yield match[1], match[2]


def _synchronised(name: str, service: str) -> Danger:
    return Danger(
        service,
        f"“{name}” lies in a folder that {service} synchronises.",
        f"{service} copies files while they are written: a copy elsewhere may be damaged, and two people who work in it "
        "get two versions.",
        f"Keep the library in a folder that is not synchronised, and put only copies into {service}: a share for a "
        "colleague (File → Share, or reviewer share), a backup for yourself (reviewer backup).",
    )


def _far(name: str) -> Danger:
    return Danger(
        "a network drive",
        f"“{name}” lies on a network drive.",
        "When the connection breaks, the latest changes can be lost or the library damaged, and two computers that write "
        "to it do not see each other.",
        "Keep the library on this computer, and put only copies on the drive: a share for a colleague (File → Share, or "
        "reviewer share), a backup for yourself (reviewer backup).",
    )


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  the names alone
    except OSError:
        return []


def _mounts() -> list[tuple[str, str]]:
    system = platform.system()
    try:
        if system == "Linux":
            return list(mounts_of_linux(Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")))
        if system == "Darwin":
            said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=True)
            return list(mounts_of_macos(said.stdout))
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        pass
    return []


def _is_far_for_windows(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        remote = 4
        drive = folder.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote
    return False
