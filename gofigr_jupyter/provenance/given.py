"""What a reader was given: the files, folders, patterns and addresses in its arguments."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from glob import has_magic, iglob
from itertools import islice

from gofigr_jupyter.provenance.secrets import REMOVED, redact_address

MOST = 1000
"""Files that one reader can be given; more are a walk through a folder, not data."""
LONGEST = 4096
_ADDRESS = re.compile(r"(?:https?|ftp|s3a?|gs|gcs|az|abfss?|hf|doi|osf)://\S+", re.IGNORECASE)
_QUOTED = re.compile(
    r"(?P<before>\w*)[\s(]*(?P<quote>['\"])(?P<text>(?:(?!(?P=quote)).)+)(?P=quote)"
)
_PARAMETER = re.compile(
    r"(?i)(?P<name>(?:^|(?<=[&;]))[^=&;]*"
    r"(?:token|secret|passw|pwd|key|sig|credential|auth|session|jwt|x-amz|x-goog)[^=&;]*=)[^&;#]+"
)


def is_address(text: str) -> bool:
    """Whether `text` is nothing but the address of something that is read over a network."""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None


def public_address(url: str) -> str:
    """`url` without its credentials: the user before the host, keys and signatures behind it."""
    scheme, _, rest = url.partition("://")
    place, mark, query = rest.partition("?")
    host, slash, path = place.partition("/")
    query = _PARAMETER.sub(lambda found: found["name"] + REMOVED.format("key"), query)
    return redact_address(f"{scheme}://{host.rpartition('@')[2]}{slash}{path}{mark}{query}")


def sources_in(given: object) -> Iterator[str]:
    """The files and addresses that `given` names: one, or a list of them.

    A pattern stands for the files that it matches, a folder for those below it. What is neither
    (a buffer, the data itself) is left out.
    """
    if isinstance(given, list | tuple | set):
        for part in given:
            yield from sources_in(part)
    elif isinstance(given, str | os.PathLike):
        text = os.fspath(given)
        if isinstance(text, str) and 0 < len(text) <= LONGEST and "\n" not in text:
            yield from _sources(text)


def sources_in_sql(query: object) -> Iterator[str]:
    """The files and addresses that an SQL text reads from; not those that it writes to."""
    if isinstance(query, str):
        for found in _QUOTED.finditer(query):
            if found["before"].lower() != "to":
                yield from _sources(found["text"])


def _sources(text: str) -> Iterator[str]:
    if is_address(text):
        yield text
        return
    text = text.removeprefix("file://")
    if os.path.isfile(text):
        yield text
    elif os.path.isdir(text):
        yield from islice(_below(text), MOST)
    elif has_magic(text):
        yield from islice(filter(os.path.isfile, iglob(text, recursive=True)), MOST)


def _below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in sorted(folders) if not name.startswith(".")]
        for name in sorted(files):
            if not name.startswith((".", "_SUCCESS")):
                yield os.path.join(place, name)
