"""A picture with a strip below it that everybody sees: a QR code and the link that it holds."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

QUIET = 4
"""Modules of white around the code, as its standard wants them."""
WIDTH_A_MODULE = 400
"""Pixels of a picture's width for each pixel of a module: codes grow with the picture."""
ON_ANY = (118, 118, 118, 255)
"""A gray that can be read on white and on black, for pictures that let the page through."""
DARK, LIGHT = (38, 38, 38, 255), (232, 232, 232, 255)


def with_strip(picture: bytes, *, link: str, title: str) -> bytes | None:
    """A PNG of `picture` with the strip; None where it cannot be read as a picture.

    The strip has the picture's own background, so it suits a light and a dark theme.
    """
    from PIL import Image, UnidentifiedImageError  # heavy, and needed by few

    try:
        with Image.open(BytesIO(picture)) as opened:
            dpi = opened.info.get("dpi")
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return None
    made = BytesIO()
    options = {"dpi": dpi} if dpi else {}
    _joined(image, link=link, title=title).save(made, "PNG", **options)
    return made.getvalue()


def _joined(image: Image, *, link: str, title: str) -> Image:
    from PIL import Image, ImageDraw, ImageFont

    module = max(2, round(image.width / WIDTH_A_MODULE))
    code = _code(link, module)
    ground = image.getpixel((0, 0))
    background = ground if isinstance(ground, tuple) else (255, 255, 255, 255)
    font = ImageFont.truetype(_font_file(), size=7 * module)
    gap = QUIET * module
    shown = link.partition("://")[2] or link
    wanted = code.width + 3 * gap + round(max(font.getlength(shown), font.getlength(title)))
    size = (max(image.width, min(wanted, 3 * image.width)), image.height + code.height + 2 * gap)
    joined = Image.new("RGBA", size, background)
    joined.paste(image, ((size[0] - image.width) // 2, 0))
    top = image.height + gap
    joined.paste(code, (gap, top))
    pen, left = ImageDraw.Draw(joined), code.width + 2 * gap
    room = size[0] - left - gap
    middle = top + code.height // 2
    color = _readable(background)
    pen.text((left, middle - module), _cut(title, font, room), color, font, anchor="ls")
    pen.text((left, middle + module), _cut(shown, font, room), color, font, anchor="la")
    return joined


def _font_file() -> str:
    """matplotlib's font, which knows Greek and Cyrillic letters; not imported for it."""
    found = find_spec("matplotlib")
    folders = (found.submodule_search_locations if found else None) or [""]
    return f"{folders[0]}/mpl-data/fonts/ttf/DejaVuSans.ttf"


def _code(link: str, module: int) -> Image:
    import segno
    from PIL import Image

    rows = [bytes(0 if dark else 255 for dark in row) for row in segno.make_qr(link).matrix]
    code = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    side = (len(rows) + 2 * QUIET) * module
    plate = Image.new("L", (side, side), 255)
    inner = code.resize((len(rows) * module, len(rows) * module), Image.Resampling.NEAREST)
    plate.paste(inner, (QUIET * module, QUIET * module))
    return plate.convert("RGBA")


def _readable(background: tuple[int, ...]) -> tuple[int, int, int, int]:
    """The color of text on `background`."""
    red, green, blue, alpha = background
    if alpha < 255:
        return ON_ANY
    return DARK if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else LIGHT


def _cut(text: str, font: FreeTypeFont, room: int) -> str:
    """`text` so that it fits into `room` pixels."""
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text}…"
