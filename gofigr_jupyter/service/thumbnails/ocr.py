"""Reads what is written in pictures, in a child process with bounds.

Run as `python -m gofigr_jupyter.service.thumbnails.ocr`, with pictures as in batches.py. Needs the
extra `ocr`; its models come with it, and nothing is asked of the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from gofigr_jupyter.runtime import extras
from gofigr_jupyter.service.thumbnails import batches
from gofigr_jupyter.service.thumbnails.child import Children
from gofigr_jupyter.service.thumbnails.kinds import Kind

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS, CLOCK_SECONDS = 60, 180
"""Of the processor, and of the clock, for a child."""
SIDE = 1600
"""Pixels; larger pictures are made smaller, which leaves what people can read."""
SURE = 0.8
UPRIGHT = 1.5
"""So many times as high as it is wide, a text is written from the bottom to the top."""
MOST_LETTERS = 4000


def is_installed() -> bool:
    """Whether there is an engine to read with."""
    return extras.is_installed(extras.OCR)


def texts(children: Children, pictures: Sequence[tuple[Kind, bytes]]) -> Sequence[str]:
    """What is written in each picture, line by line; empty where nothing can be read.

    They end with the first one over which the child died. Raises OSError where no process can be
    started.
    """
    told = batches.told(children, __name__, pictures, seconds=CLOCK_SECONDS)
    return [text.decode("utf-8", "replace").replace("\0", " ") for text in told]


def main() -> None:
    """Read in what comes by standard input."""
    engine: Any = None
    for image in batches.given(seconds=SECONDS):
        engine = engine or _engine()
        lines = dict.fromkeys(_lines(engine, image)) if image else ()
        batches.tell("\n".join(lines)[:MOST_LETTERS].encode())


def _engine() -> Any:  # noqa: ANN401  # it has no types
    from rapidocr import RapidOCR

    one = {f"EngineConfig.onnxruntime.{part}_op_num_threads": 1 for part in ("intra", "inter")}
    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, **one})


def _lines(engine: Any, image: Image) -> Iterator[str]:  # noqa: ANN401
    """Texts with letters: the numbers along axes say nothing without their places."""
    image.thumbnail((SIDE, SIDE))
    found = engine(_pixels(image))
    if found.txts is None:
        return
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        (left, top), (right, bottom) = box.min(0), box.max(0)
        if bottom - top > UPRIGHT * (right - left) and len(text) > 1:
            part = image.crop((int(left), int(top), int(right) + 1, int(bottom) + 1))
            turned = engine(_pixels(part.rotate(-90, expand=True)), use_det=False, use_rec=True)
            text, score = (turned.txts or ("",))[0], (turned.scores or (0.0,))[0]
        if score >= SURE and any(letter.isalpha() for letter in text):
            yield " ".join(text.split())


def _pixels(image: Image) -> Any:  # noqa: ANN401
    """Blue first, as the engine has them."""
    import numpy as np

    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


if __name__ == "__main__":
    main()
