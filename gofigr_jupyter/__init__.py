"""Keeps every figure of a notebook with the code, data and environment that made it.

`%load_ext gofigr_jupyter` in a notebook, and nothing else. The names below are loaded when they are
first used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from gofigr_jupyter._version import __version__

_HOMES = {
    "publish": "gofigr_jupyter.ipython_extension",
    "browse": "gofigr_jupyter.ipython_extension",
    "figure": "gofigr_jupyter.ipython_extension",
    "search": "gofigr_jupyter.ipython_extension",
    "ask": "gofigr_jupyter.ipython_extension",
    "describe": "gofigr_jupyter.ipython_extension",
    "configure": "gofigr_jupyter.ipython_extension",
    "suppress": "gofigr_jupyter.ipython_extension",
    "sync": "gofigr_jupyter.ipython_extension",
    "reproducible": "gofigr_jupyter.ipython_extension",
    "rerun": "gofigr_jupyter.ipython_extension",
    "SliderParam": "gofigr_jupyter.kernel.cleanroom.parameters",
    "DropdownParam": "gofigr_jupyter.kernel.cleanroom.parameters",
    "CheckboxParam": "gofigr_jupyter.kernel.cleanroom.parameters",
    "TextParam": "gofigr_jupyter.kernel.cleanroom.parameters",
    "StaticParam": "gofigr_jupyter.kernel.cleanroom.parameters",
    "script": "gofigr_jupyter.scripts",
    "load_ipython_extension": "gofigr_jupyter.ipython_extension",
    "unload_ipython_extension": "gofigr_jupyter.ipython_extension",
    "_load_jupyter_server_extension": "gofigr_jupyter.server_extension",
}
__all__ = [
    "__version__",
    "ask",
    "browse",
    "configure",
    "describe",
    "figure",
    "publish",
    "reproducible",
    "rerun",
    "script",
    "search",
    "suppress",
    "sync",
]


def __getattr__(name: str) -> Any:  # whatever the name stands for
    if name == "open" or name.startswith("read_"):  # pandas' readers
        return getattr(__getattr__("sync"), name)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    readers = (name for name in dir(__getattr__("sync")) if name.startswith("read_"))
    return sorted({*globals(), *_HOMES, "open", *readers})


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "@gofigr/jupyter-panel"}]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "gofigr_jupyter.server_extension"}]
