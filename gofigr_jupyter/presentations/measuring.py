"""How large a stored picture is, which somebody may have made up."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.presentations.deck import Picture, Rendering


def pixels(picture: Picture, rendering: Rendering) -> tuple[int, int]:
    """Columns and rows. Raises InvalidInput for what is no picture, or one too large to be read."""
    try:
        with Image.open(BytesIO(rendering.data)) as opened:
            return opened.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise InvalidInput(
            f"The picture of “{picture.name}” cannot be read.", hint="Leave that slide out."
        ) from error
