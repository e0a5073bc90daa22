"""Place: the layout of the user's data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gofigr_jupyter.errors import StorageUnavailable


@dataclass(frozen=True)
class Place:
    """The user's data folder. Kernels write `outbox`; only the service opens the database."""

    root: Path

    @property
    def database(self) -> Path:
        """The embedded SQLite database."""
        return self.root / "gofigr.db"

    @property
    def blobs(self) -> Path:
        """Bytes by content hash."""
        return self.root / "blobs"

    @property
    def outbox(self) -> Path:
        """Publications on their way to a service."""
        return self.root / "outbox"

    @property
    def receipts(self) -> Path:
        """What became of them, written by the service and read by kernels."""
        return self.root / "receipts"

    @property
    def shelves(self) -> Path:
        """The newest revision of each figure of a notebook, for kernels to look up."""
        return self.root / "shelves"

    @property
    def sessions(self) -> Path:
        """What ran in the kernel sessions that keep figures."""
        return self.root / "sessions"

    @property
    def pending(self) -> Path:
        """Notes of files that are still to be kept for revisions."""
        return self.root / "pending"

    @property
    def additions(self) -> Path:
        """Data that kernels add to figures which are on their way or kept already."""
        return self.root / "additions"

    @property
    def pictures(self) -> Path:
        """Figures of which the service makes further pictures."""
        return self.root / "pictures"

    @property
    def hashes(self) -> Path:
        """The hashes of files, by their stamps; written by the service."""
        return self.root / "hashes.jsonl"

    @property
    def runtime_file(self) -> Path:
        """Address and key of the running service, mode 0600."""
        return self.root / "service.json"

    @property
    def address_file(self) -> Path:
        """The address that the service had last, to be taken again at its next start."""
        return self.root / "address"

    @property
    def lock_file(self) -> Path:
        """Locked by the one service of this folder while it runs."""
        return self.root / "service.lock"

    @property
    def doorbell(self) -> Path:
        """A named pipe: a byte written here wakes the service."""
        return self.root / "doorbell"

    @property
    def log_file(self) -> Path:
        """The service's log."""
        return self.root / "service.log"

    def prepare(self) -> None:
        """Make the folders, private to the user.

        Raises StorageUnavailable when the folder cannot be made.
        """
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            folders = (self.blobs, self.outbox, self.receipts, self.shelves, self.sessions)
            for folder in (*folders, self.pending, self.additions, self.pictures):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StorageUnavailable(
                f"The data folder {self.root} cannot be made: {error.strerror}.",
                hint="Name another one in GF_DATA_DIR.",
            ) from error
