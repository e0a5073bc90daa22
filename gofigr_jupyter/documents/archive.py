"""Archive: the parts of a zip file, within bounds whatever its directory says."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

from gofigr_jupyter.documents.found import MOST_BYTES, MOST_PART, broken, too_much

MOST_PARTS = 20_000
_PIECE = 1024 * 1024
_READS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


class Archive:
    """A zip file in memory. Parts are read by name, never written anywhere."""

    def __init__(self, data: bytes) -> None:
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (*_READS, ValueError) as error:
            raise broken("is a broken zip file") from error
        self.names: Sequence[str] = [
            each.filename for each in self._file.infolist() if not each.is_dir()
        ]
        if len(self.names) > MOST_PARTS:
            raise too_much(f"has more than {MOST_PARTS:,} parts")
        self._left = MOST_BYTES

    def has(self, name: str) -> bool:
        """Whether there is a part with this name."""
        return name in self._file.NameToInfo

    def read(self, name: str) -> bytes:
        """A part, counted as it comes: what the directory says of its size is not believed."""
        whole = bytearray()
        try:
            with self._file.open(name) as part:
                while piece := part.read(_PIECE):
                    whole += piece
                    self._left -= len(piece)
                    if len(whole) > MOST_PART or self._left < 0:
                        raise too_much("unpacks to more than can be taken")
        except KeyError as error:
            raise broken(f"has no part {name[:100]!r}") from error
        except _READS as error:
            raise broken("is a broken zip file") from error
        return bytes(whole)
