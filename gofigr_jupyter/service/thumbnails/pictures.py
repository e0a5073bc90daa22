"""Raster images made small."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
MAX_PIXELS = 80_000_000
"""Larger pictures get no thumbnail: a few kilobytes of PNG can ask for gigabytes of memory."""
MIN_SIZE, MAX_SIZE = 16, 1024

# What Pillow raises on broken files depends on the format and on the place that is broken.
_BROKEN = (
    OSError,
    UnidentifiedImageError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    MemoryError,
    RuntimeError,
    AssertionError,
    struct.error,
    zlib.error,
    Warning,
    Image.DecompressionBombError,
)
_NOTHING_BEHIND = "white"
_AS_THEY_ARE = frozenset({"L", "LA", "RGB", "RGBA"})


def thumbnail(data: bytes, *, format: str, size: int) -> bytes | None:
    """A PNG of `data` whose longer side is at most `size` pixels; None where there is none.

    Knows raster images (PNG, JPEG, TIFF, WebP). `format` is what the sender called it and is only
    asked whether it may be one: the bytes decide. Never raises for what `data` holds, never
    enlarges, keeps transparency, and refuses pictures of more than MAX_PIXELS.
    """
    if format.lower() not in {"png", "jpeg", "jpg", "tiff", "tif", "webp"}:
        return None
    side = min(max(size, MIN_SIZE), MAX_SIZE)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            return _small(picture, side)
    except _BROKEN:
        return None


def decoded(data: bytes) -> Image.Image | None:
    """A raster image on white, upright; None for what is none, is broken or has too many pixels."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            image = _to_eight_bits(ImageOps.exif_transpose(picture)).convert("RGBA")
    except _BROKEN:
        return None
    page = Image.new("RGBA", image.size, _NOTHING_BEHIND)
    page.alpha_composite(image)
    return page.convert("RGB")


def _small(picture: Image.Image, side: int) -> bytes:
    picture.draft("RGB", (side, side))  # lets the JPEG decoder skip what a small picture won't show
    image = ImageOps.exif_transpose(picture)
    if image.mode not in _AS_THEY_ARE or "transparency" in image.info:
        image = _to_eight_bits(image)
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=6)
    return target.getvalue()


def _to_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("P", "PA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB")
