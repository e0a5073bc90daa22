"""The lock that makes a service the only one of its data folder.

The lock belongs to an open file, so the system lets go of it when the process dies, however it
dies. The file holds the number of the process that has the lock.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from gofigr_jupyter.errors import StorageUnavailable

if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30  # a locked byte cannot be read on Windows: keep it away from the text

    def _take(descriptor: int, *, shared: bool) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    def _let_go(descriptor: int) -> None:
        os.close(descriptor)
else:
    import fcntl

    def _take(descriptor: int, *, shared: bool) -> None:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

    def _let_go(descriptor: int) -> None:
        # Closing alone leaves the lock with a process that was forked off meanwhile.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


class ServiceLock:
    """The right to be the service of a folder; released when closed or when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock if nobody has it, and say whether this object has it now.

        Raises StorageUnavailable when the lock file cannot be written.
        """
        if self._descriptor is not None:
            return True
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageUnavailable(
                f"The lock {self._path} cannot be opened: {error.strerror}.",
                hint="Make the data folder writable, or name another one in GF_DATA_DIR.",
            ) from error
        try:
            _take(descriptor, shared=False)
        except OSError:
            os.close(descriptor)
            return False
        os.truncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor
        return True

    @property
    def held(self) -> bool:
        """Whether the file at the path is still the one that this object locked.

        It is not when somebody removed the data folder: whoever comes next locks another file.
        """
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.stat(self._path))
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True  # it cannot be told now: nobody can have taken it meanwhile

    def release(self) -> None:
        """Let go of the lock; harmless when it is not held."""
        if self._descriptor is not None:
            _let_go(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> ServiceLock:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def holder(path: Path) -> int | None:
    """The number of the process that holds the lock at `path`; None when nobody does.

    0 stands for a holder that has not written its number yet.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        # A shared try does not disturb other askers. A service that takes the lock at this very
        # moment is refused once and tries again.
        _take(descriptor, shared=True)
    except OSError:
        text = os.read(descriptor, 32).decode(errors="replace").strip()
        return int(text) if text.isdecimal() else 0
    finally:
        _let_go(descriptor)
    return None
