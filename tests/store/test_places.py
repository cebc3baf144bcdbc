"""Folders that a cloud service synchronises and network drives are recognised; other folders are left in peace."""

from pathlib import Path

import pytest

from reviewer.store import places
from reviewer.store.places import danger, mount_of, mounts_of_linux, mounts_of_macos, service_of

LINUX = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:40 / /home rw - btrfs /dev/sdb rw
41 30 0:50 / /home/ann/The\\040Office rw shared:9 - cifs //server/office rw,vers=3.0
42 21 0:51 / /mnt/lab rw - nfs4 lab:/export rw
43 21 0:52 / /mnt/over rw - ext4 /dev/sdc rw
44 21 0:53 / /mnt/over rw - fuse.sshfs ann@host:/ rw
45 21 0:54 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
a line of another kind
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ann@server/share on /Volumes/The share (smbfs, nodev, nosuid, mounted by ann)
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (The Lab)", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - University of Somewhere", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-ann@example.org", "Google Drive"),
        ("Mobile Documents", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("ownCloud", "Nextcloud"),
        ("Documents", ""),
        ("Dropbox papers", ""),
        ("Boxes", ""),
        ("Omega", ""),
    ],
)
def test_a_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    path = tmp_path / folder / "deep" / "down" / "Thesis.reviewer"
    path.parent.mkdir(parents=True)

    found = danger(path)

    assert (found.where if found else "") == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".owncloudsync.log", "Nextcloud"),
        (".tmp.driveupload", "Google Drive"),
        (".sync_notes.txt", ""),
        ("notes.txt", ""),
    ],
)
def test_a_folder_is_known_by_what_the_service_leaves_in_it(tmp_path: Path, mark: str, service: str) -> None:
    (tmp_path / mark).touch()
    (tmp_path / "deep").mkdir()

    found = danger(tmp_path / "deep" / "Thesis.reviewer")

    assert (found.where if found else "") == service


def test_the_folder_that_a_link_leads_to_counts(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")

    assert danger(tmp_path / "link" / "Thesis.reviewer") is not None


def test_a_folder_that_cannot_be_read_is_no_danger(tmp_path: Path) -> None:
    assert danger(tmp_path / "not there" / "Thesis.reviewer") is None
    assert service_of([]) == ""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ann", "btrfs"),
        ("/home/ann/The Office/papers", "cifs"),
        ("/home/ann/The Offices", "btrfs"),
        ("/mnt/lab", "nfs4"),
        ("/mnt/over/a", "fuse.sshfs"),
        ("/var", "ext4"),
    ],
)
def test_the_disk_of_a_folder_is_the_one_mounted_nearest_above_it(folder: str, kind: str) -> None:
    assert mount_of(Path(folder), mounts_of_linux(LINUX)) == kind


def test_macos_says_its_disks_in_words() -> None:
    assert list(mounts_of_macos(MACOS)) == [("/", "apfs"), ("/Volumes/The share", "smbfs")]


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "davfs", "fuse.davfs2"])
def test_a_network_drive_is_a_danger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: [("/", "ext4"), (str(tmp_path), kind)])

    found = danger(tmp_path / "Thesis.reviewer")

    assert found is not None
    assert found.where == "a network drive"
    assert "“Thesis.reviewer” lies on a network drive." in str(found)
    assert "reviewer backup" in str(found)


def test_a_drive_that_a_program_brings_from_the_cloud_is_named_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: [(str(tmp_path), "fuse.onedriver")])

    found = danger(tmp_path / "Thesis.reviewer")

    assert found is not None
    assert found.where == "OneDrive"


@pytest.mark.parametrize("kind", ["ext4", "tmpfs", "fuse.ntfs-3g", "overlay", ""])
def test_a_disk_of_this_machine_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: [("/", kind)])

    assert danger(tmp_path / "Thesis.reviewer") is None
