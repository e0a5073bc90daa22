"""What a library of detectors finds: detect-secrets, whose formats grow with its releases."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detect_secrets.plugins.base import RegexBasedDetector

NOT_ASKED = frozenset(
    {
        "BasicAuthDetector",  # finds `user:password@host`, as documentation has it
        "IPPublicDetector",  # addresses are no secrets
        "PrivateKeyDetector",  # finds only the line before a key
    }
)
SHORTEST = 12
"""Letters of a secret that is removed wherever it stands."""
_ONE_WORD = re.compile(rf"\S{{{SHORTEST}}}")
LONGEST = 4000
"""Letters of a line; longer ones are pages or data, on which some formats take seconds."""


def found(text: str) -> Iterator[tuple[str, str]]:
    """The secrets that the library's detectors of formats find in `text`, each with its kind."""
    lines = (line for line in text.splitlines() if _ONE_WORD.search(line) and len(line) <= LONGEST)
    looked_at = "\n".join(lines)
    for detector in _detectors() if looked_at else ():
        for secret in detector.analyze_string(looked_at):
            if len(secret) >= SHORTEST:
                yield secret, detector.secret_type


@cache
def _detectors() -> Sequence[RegexBasedDetector]:
    """Those that know formats; names and randomness, which others go by, are too often wrong.

    The library is loaded with the first text that may have one, which takes a tenth of a second.
    """
    import detect_secrets.plugins as plugins
    from detect_secrets.plugins.base import RegexBasedDetector

    kinds: dict[str, type[RegexBasedDetector]] = {}
    for module in pkgutil.iter_modules(plugins.__path__, f"{plugins.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, type) and issubclass(value, RegexBasedDetector):
                kinds[name] = value
    del kinds["RegexBasedDetector"]
    return [kinds[name]() for name in sorted(kinds.keys() - NOT_ASKED)]
