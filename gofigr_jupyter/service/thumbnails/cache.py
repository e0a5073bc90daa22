"""A folder that remembers thumbnails."""

from __future__ import annotations

import tempfile
import time
from contextlib import suppress
from pathlib import Path

from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.thumbnails.kinds import Kind

MOST_AGE = 30 * 24 * 3600.0
_NONE = 0
"""The size under which it is noted that there is none."""


class ThumbnailCache:
    """Remembers thumbnails in a folder, by the file's content hash, how it is read, and the size.

    It also remembers where there is none, whatever the size: to find that out may take long. Losing
    the folder loses nothing. Where it cannot be written, thumbnails are made each time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, blob: ContentHash, kind: Kind, size: int) -> bytes | None:
        """What is kept for `blob` at `size`; None where nothing is known."""
        try:
            return self._path(blob, kind, size).read_bytes()
        except OSError:
            return None

    def put(self, blob: ContentHash, kind: Kind, size: int, thumbnail: bytes) -> None:
        """Keep `thumbnail`, if the folder can be written."""
        path = self._path(blob, kind, size)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as aside:
                aside.write(thumbnail)
            Path(aside.name).replace(path)
        except OSError:
            return

    def has_none(self, blob: ContentHash, kind: Kind) -> bool:
        """Whether `blob` is known to have no thumbnail."""
        return self.get(blob, kind, _NONE) is not None

    def put_none(self, blob: ContentHash, kind: Kind) -> None:
        """Keep that `blob` has no thumbnail."""
        self.put(blob, kind, _NONE, b"")

    def sweep(self, *, older_than: float = MOST_AGE) -> None:
        """Remove what was made long ago; it is made again where somebody still asks for it."""
        limit = time.time() - older_than
        for path in self._folder.glob("*/*"):
            with suppress(OSError):
                if path.stat().st_mtime < limit:
                    path.unlink()

    def _path(self, blob: ContentHash, kind: Kind, size: int) -> Path:
        return self._folder / blob[:2] / f"{blob[2:]}-{kind}-{size}.png"
