"""Small pictures of every kind of file, made off the request, and none of hostile ones."""

import base64
import io
import threading

import pictured_files as files
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gofigr_jupyter.errors import StorageUnavailable
from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.service.thumbnails.drawing import drawn
from gofigr_jupyter.service.thumbnails.kinds import LIMITS, Kind
from gofigr_jupyter.service.thumbnails.studio import Studio

RED, WHITE = (200, 30, 30), (255, 255, 255)


class Shop:
    """A studio over files that are given to it, and how often each was opened."""

    def __init__(self, folder):
        self.files = {}
        self.opened = []
        self.studio = Studio(folder, self.open)

    def open(self, blob):
        self.opened.append(blob)
        return io.BytesIO(self.files[blob])

    def picture(self, data, format, size=96):
        blob = content_hash(data)
        self.files[blob] = data
        return self.studio(blob, format=format, size=size)


@pytest.fixture
def shop(tmp_path):
    shop = Shop(tmp_path / "thumbnails")
    yield shop
    shop.studio.close()


def opened(data):
    image = Image.open(io.BytesIO(data)).convert("RGB")
    image.load()
    return image


def darkest(data):
    return min(opened(data).convert("L").tobytes())


@pytest.mark.parametrize(
    ("format", "make", "size"),
    [
        ("png", files.png, (64, 48)),
        ("svg", lambda: files.SVG, (96, 48)),
        ("pdf", files.pdf, (96, 48)),
        ("csv", files.TABLE.encode, (96, 72)),
        ("tsv", lambda: b"species\tmm\nAdelie\t38.8\n", (96, 72)),
        ("parquet", files.parquet, (96, 72)),
        ("xlsx", files.excel, (96, 72)),
        ("md", lambda: "# Größe\n\nΔ = 1.2 µm\n".encode(), (96, 72)),
        ("ipynb", lambda: files.notebook({"source": ["# Penguins\n", "text"]}), (96, 72)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_file_has_a_picture(shop, format, make, size):
    made = shop.picture(make(), format)

    assert opened(made).size == size
    assert darkest(made) < 128


def test_a_drawing_is_drawn_on_white(shop):
    image = opened(shop.picture(files.SVG, "svg"))

    assert image.getpixel((20, 24)) == RED
    assert image.getpixel((80, 24)) == WHITE


def test_an_upright_drawing_fits_the_size_too(shop):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="4000"><g/></svg>'

    assert opened(shop.picture(svg, "svg")).height == 96


def test_a_drawing_loads_nothing_from_this_machine(shop, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(files.png(size=(100, 100)))
    inside = base64.b64encode(files.png("#1e1ec8")).decode()
    svg = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"
      width="300" height="100"><image href="{secret}" width="100" height="100"/>
      <image x:href="file://{secret}" x="100" width="100" height="100"/>
      <image href="data:image/png;base64,{inside}" x="200" width="100" height="100"/></svg>"""

    image = opened(shop.picture(svg.encode(), "svg"))

    assert [image.getpixel((x, 16)) for x in (16, 48, 80)] == [WHITE, WHITE, (30, 30, 200)]


def test_a_notebook_is_told_by_its_first_picture(shop):
    output = {"data": {"image/png": base64.b64encode(files.png()).decode()}}
    data = files.notebook({"source": "text", "outputs": [{}]}, {"outputs": [output]})

    assert opened(shop.picture(data, "ipynb")).getpixel((5, 5)) == RED


BOMB = b"""<!DOCTYPE x [<!ENTITY a "%s"><!ENTITY b "%s"><!ENTITY c "%s"><!ENTITY d "%s">]>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&d;</text></svg>""" % (
    b"x" * 1000,
    b"&a;" * 1000,
    b"&b;" * 1000,
    b"&c;" * 1000,
)


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("png", b"no picture"),
        ("svg", b"<svg/>"),
        ("svg", b"<svg"),
        ("svg", BOMB),
        ("pdf", b"%PDF-1.7 and then nothing"),
        ("parquet", b"PAR1" + bytes(40) + b"PAR1"),
        ("xlsx", b"PK\x03\x04" + bytes(100)),
        ("xlsx", files.excel("")),
        ("csv", bytes(range(256)) * 9),
        ("csv", b""),
        ("txt", b" \n\n "),
        ("ipynb", b"[" * 100_000),
        ("ipynb", b'{"cells": {"a": 1}}'),
        ("exe", b"MZ"),
        ("../../x", b"x"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_broken_or_hostile_has_no_picture(shop, format, data):
    assert shop.picture(data, format) is None


@pytest.mark.parametrize("kind", [Kind.TABLE, Kind.TEXT, Kind.NOTEBOOK])
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(max_examples=40, deadline=None)
def test_garbage_never_raises(kind, data):
    made = drawn(kind, data, 32)

    assert made is None or opened(made).size == (32, 24)


def test_of_a_large_table_only_the_head_is_read(shop):
    data = files.TABLE.encode() + b"Adelie,38.8\n" * 100_000

    assert darkest(shop.picture(data, "csv")) < 128


def test_a_large_notebook_has_no_picture(shop):
    data = files.notebook({"source": "x" * LIMITS[Kind.NOTEBOOK]})

    assert shop.picture(data, "ipynb") is None


def test_a_picture_is_made_once(shop):
    first = shop.picture(files.png(), "png")

    assert shop.picture(files.png(), "png") == first
    assert len(shop.opened) == 1


def test_that_there_is_none_is_found_out_once_for_all_sizes(shop):
    shop.picture(b"no picture", "pdf")
    shop.picture(b"no picture", "pdf", size=512)

    assert len(shop.opened) == 1


def test_two_who_ask_at_once_share_the_work(tmp_path):
    begun, go_on = threading.Event(), threading.Event()
    opened_times = []

    def slowly(blob):
        opened_times.append(blob)
        begun.set()
        go_on.wait(60)
        return io.BytesIO(files.png())

    studio = Studio(tmp_path, slowly)
    answers = []
    ask = lambda: answers.append(studio(content_hash(b"a"), format="png", size=64))  # noqa: E731
    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    begun.wait(60)
    go_on.set()
    for asker in askers:
        asker.join()
    studio.close()

    assert len(set(answers)) == 1
    assert answers[0]
    assert len(opened_times) == 1


def test_bytes_that_cannot_be_read_are_tried_again(tmp_path):
    answers = iter([StorageUnavailable("away"), io.BytesIO(files.png())])

    def open(blob):
        answer = next(answers)
        if isinstance(answer, StorageUnavailable):
            raise answer
        return answer

    studio = Studio(tmp_path, open)
    first, second = (studio(content_hash(b"a"), format="png", size=64) for _ in range(2))
    studio.close()

    assert first is None
    assert second
