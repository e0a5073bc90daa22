"""Raster images made small: honest, and never failing."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gofigr_jupyter.service.thumbnails.pictures import thumbnail


def picture(format="PNG", size=(640, 400), mode="RGB", color=(200, 30, 30), **options):
    target = io.BytesIO()
    Image.new(mode, size, color).save(target, format, **options)
    return target.getvalue()


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def png_claiming(width, height):
    """A valid PNG header and almost nothing behind it."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_the_longer_side_gets_the_asked_size(format):
    result = opened(thumbnail(picture(format), format=format.lower(), size=96))

    assert (result.format, result.size) == ("PNG", (96, 60))


def test_a_small_picture_is_not_enlarged():
    assert opened(thumbnail(picture(size=(40, 30)), format="png", size=512)).size == (40, 30)


@pytest.mark.parametrize(("asked", "got"), [(1, 16), (5000, 1024), (-3, 16)])
def test_sizes_stay_within_limits(asked, got):
    data = picture(size=(2000, 1000))

    assert max(opened(thumbnail(data, format="png", size=asked)).size) == got


@pytest.mark.parametrize(
    ("mode", "color"), [("RGBA", (10, 20, 30, 0)), ("LA", (10, 0)), ("P", 0)], ids=str
)
def test_transparency_is_kept(mode, color):
    data = picture(mode=mode, color=color, **({"transparency": 0} if mode == "P" else {}))

    result = opened(thumbnail(data, format="png", size=64)).convert("RGBA")

    assert result.getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(("mode", "color"), [("I;16", 65535), ("1", 1), ("CMYK", (0, 0, 0, 0))])
def test_unusual_modes_keep_their_looks(mode, color):
    data = picture("TIFF", mode=mode, color=color)

    result = opened(thumbnail(data, format="tiff", size=64)).convert("L")

    assert result.getpixel((5, 5)) == 255


def test_what_is_no_raster_image_has_no_thumbnail():
    assert thumbnail(b"<svg/>", format="svg", size=96) is None
    assert thumbnail(b"%PDF-1.7", format="pdf", size=96) is None
    assert thumbnail(picture("GIF"), format="png", size=96) is None


def test_a_decompression_bomb_is_refused():
    assert thumbnail(png_claiming(60_000, 60_000), format="png", size=96) is None
    assert thumbnail(png_claiming(12_000, 8_000), format="png", size=96) is None


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_garbage_gives_none(data):
    for format in ("png", "jpeg", "tiff", "webp"):
        assert thumbnail(data, format=format, size=96) is None


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF", "WEBP"])
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_picture_never_raises(format, data):
    damaged = bytearray(picture(format, size=(60, 40)))
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=8)):
        damaged[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))

    result = thumbnail(bytes(damaged[:cut]), format=format.lower(), size=32)

    assert result is None or opened(result).format == "PNG"
