"""Data objects as a browser meets them: their kind in words, file name and media type."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from gofigr_jupyter.service.domain.model import DataItem, DataType

PLOTLY = "application/vnd.plotly.v1+json"
PLAIN = "text/plain; charset=utf-8"
BINARY = "application/octet-stream"
PICTURES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "svg": "image/svg+xml",
}
"""What browsers show as a picture, best first."""
_IMAGES = {**PICTURES, "pdf": "application/pdf", "html": "text/html; charset=utf-8"}
_TABLES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}
_SUFFIXES = {"python": "py", "r": "R", "julia": "jl", "jpeg": "jpg", "requirements": "txt"}


@dataclass(frozen=True)
class Content:
    """A data object with its metadata read."""

    item: DataItem
    metadata: dict[str, Any]  # any JSON, by whoever sent it

    @property
    def format(self) -> str:
        """The format that the sender named, in lower case."""
        return self._text("format").lower()

    @property
    def mime(self) -> str:
        """The media type of a spec (plotly, vega); empty for everything else."""
        return self._text("mime") if self.item.type == DataType.TEXT else ""

    @property
    def language(self) -> str:
        """The language of code."""
        return self._text("language")

    @property
    def path(self) -> str:
        """Where a file was read from, as its sender told."""
        return self._text("path") if self.item.type == DataType.FILE else ""

    @property
    def is_watermarked(self) -> bool:
        """Whether a visible mark was drawn onto the picture."""
        return self.metadata.get("is_watermarked") is True

    @property
    def is_packages(self) -> bool:
        """Whether this is the list of installed packages."""
        return self.item.type == DataType.TEXT and (
            self.format == "requirements" or self.item.name in ("installed packages", "pip freeze")
        )

    @property
    def media_type(self) -> str:
        """What a download is served as. Never something that a browser would run."""
        if self.item.type == DataType.IMAGE:
            return _IMAGES.get(self.format, BINARY)
        if self.item.type == DataType.DATAFRAME:
            return _TABLES.get(self.format, BINARY)
        if self.item.type == DataType.TEXT and self.format == "json":
            return "application/json"
        return BINARY if self.item.type == DataType.FILE else PLAIN

    @property
    def kind(self) -> str:
        """What it is, in words."""
        if self.mime:
            return f"{_spec_name(self.mime)} figure"
        if self.item.type == DataType.IMAGE:
            marked = ", with a visible mark" if self.is_watermarked else ""
            return f"{self.format.upper() or 'unknown'} picture{marked}"
        if self.item.type == DataType.DATAFRAME:
            return f"table, {self.format or 'unknown format'}"
        if self.item.type == DataType.CODE:
            return f"{self.language or 'source'} code"
        return self.item.type.value

    @property
    def file_name(self) -> str:
        """A name for the downloaded file, safe on every system."""
        if self.item.type == DataType.FILE:
            path = self.path.replace("\\", "/")
            return _safe(PurePosixPath(path).name.strip(". ") or self.item.name or "file")
        name = _safe(self.item.name or self.item.type.value)
        suffix = self._suffix()
        return name if not suffix or name.lower().endswith(f".{suffix}") else f"{name}.{suffix}"

    def _suffix(self) -> str:
        if self.item.type == DataType.CODE:
            return _SUFFIXES.get(self.language.lower(), "txt")
        if self.item.type == DataType.TEXT and self.format in ("", "text"):
            return "txt"
        return _SUFFIXES.get(self.format, re.sub(r"[^a-z0-9]", "", self.format)[:10])

    def _text(self, name: str) -> str:
        found = self.metadata.get(name)
        return found if isinstance(found, str) else ""


def content(item: DataItem) -> Content:
    """`item` with its metadata read; metadata that is no JSON object counts as empty."""
    metadata = json.loads(item.metadata)
    return Content(item, metadata if isinstance(metadata, dict) else {})


def best_picture(contents: list[Content]) -> Content | None:
    """What to show: unmarked before marked, and then in the order of PICTURES."""
    order = list(PICTURES)
    shown = [c for c in contents if c.item.type == DataType.IMAGE and c.format in order]
    return min(shown, key=lambda c: (c.is_watermarked, order.index(c.format)), default=None)


def _safe(name: str) -> str:
    cleaned = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]+', " ", name).strip(" .")
    return cleaned[:120] or "file"


def _spec_name(mime: str) -> str:
    names = {"plotly": "plotly", "vegalite": "Vega-Lite", "vega": "Vega"}
    return next((name for key, name in names.items() if f".{key}." in mime), "interactive")
