"""Search by a picture: its bytes, what is written in it, QR codes, and hostile files."""

import io
import zlib

import pytest
import segno
from factories import PNG, a_site, b64
from PIL import Image

from gofigr_jupyter.capture.stamps import png
from gofigr_jupyter.ids import new_id


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A service, its caller, and a figure whose revision has the short id Ab12Cd."""
    folder = tmp_path_factory.mktemp("pictures")
    with a_site(folder) as (site, api):
        ann, bob = site.user("ann"), site.user("bob")
        figure = site.figure(ann, name="Bill length")
        revision = site.revision(ann, figure, short_id="Ab12Cd")
        yield api, ann, bob, revision


def found(world, image, *, by=None):
    api, ann, _, _ = world
    answer = api.post("search/image/", {"image": b64(image)}, by=by or ann)
    assert answer.status_code == 200, answer.text
    return [(item["name"], item["how"]) for item in answer.json()["results"]]


def saved(image, format="PNG", **options):
    content = io.BytesIO()
    image.save(content, format, **options)
    return content.getvalue()


def a_page(link, *, background="white", scale=4):
    """A screenshot of a page with a QR code in it."""
    code = Image.open(io.BytesIO(_qr(link, scale)))
    page = Image.new("RGB", (900, 700), background)
    page.paste(code.convert("RGB"), (420, 380))
    return page


def _qr(link, scale):
    content = io.BytesIO()
    segno.make_qr(link).save(content, kind="png", scale=scale, border=4)
    return content.getvalue()


def test_a_copy_of_the_stored_picture_is_recognized_by_its_bytes(world):
    assert found(world, PNG) == [("Bill length", "same file")]


def test_a_picture_that_describes_itself_is_recognized_whatever_its_pixels(world):
    texts = {"gofigr:revision": world[3].id, "gofigr:content": "0" * 64}
    stamped, _ = png.written(saved(Image.new("RGB", (50, 40), "red")), None, texts)

    assert found(world, stamped) == [("Bill length", "written in it")]


def test_a_link_that_is_written_in_a_picture_leads_to_its_figure(world):
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><metadata>gofigr:link https://x/r/Ab12Cd</metadata></svg>"

    assert found(world, svg) == [("Bill length", "written in it")]


@pytest.mark.parametrize(
    "shot",
    [
        lambda page: saved(page, "JPEG", quality=50),
        lambda page: saved(page.resize((1800, 1400))),
        lambda page: saved(page.crop((300, 300, 800, 700))),
    ],
    ids=["compressed", "enlarged", "cropped"],
)
def test_a_code_in_a_screenshot_leads_to_its_figure(world, shot):
    page = a_page("https://figures.example/r/Ab12Cd", background="#222222")

    assert found(world, shot(page)) == [("Bill length", "code in it")]


def test_a_code_may_hold_the_whole_id(world):
    assert found(world, saved(a_page(f"http://x/revision/{world[3].id}"))) == [
        ("Bill length", "code in it")
    ]


def test_who_may_not_see_a_figure_does_not_find_it(world):
    _, _, bob, revision = world
    stamped, _ = png.written(
        saved(Image.new("RGB", (9, 9))), None, {"gofigr:revision": revision.id}
    )

    assert [found(world, each, by=bob) for each in (PNG, stamped)] == [[], []]


def a_bomb():
    """A PNG of a few hundred bytes that asks for 10^10 pixels."""
    whole = bytearray(saved(Image.new("L", (10, 10))))
    whole[16:24] = (100_000).to_bytes(4, "big") * 2
    whole[29:33] = zlib.crc32(whole[12:29]).to_bytes(4, "big")
    return bytes(whole)


@pytest.mark.parametrize(
    "image",
    [
        b"",
        b"nonsense",
        a_bomb(),
        saved(Image.new("RGB", (300, 200)))[:120],
        b"gofigr:revision " + b"x" * 5000,
        f"gofigr:revision {new_id()}".encode(),
        saved(a_page("javascript:alert(1)")),
        saved(a_page("https://x/r/" + "a" * 300)),
        saved(Image.new("RGB", (1, 1))),
        saved(Image.new("I;16", (40, 40), 700)),
    ],
    ids=["empty", "no-picture", "bomb", "cut", "long", "gone", "script", "endless", "dot", "deep"],
)
def test_whatever_is_sent_as_a_picture_is_answered(world, image):
    assert found(world, image) == []


@pytest.mark.parametrize(
    "body", [{}, {"image": 7}, {"image": "***"}, {"image": "", "workspace": "x"}]
)
def test_what_is_no_picture_search_is_refused(world, body):
    api, ann, _, _ = world

    assert api.post("search/image/", body, by=ann).status_code == 400


@pytest.mark.parametrize(
    ("query", "expected"), [("bill", 1), ("length bi", 1), ("survival", 0), ("!", 1)]
)
def test_words_narrow_what_a_picture_shows(world, query, expected):
    api, ann, _, _ = world
    found = api.post("search/image/", {"image": b64(PNG), "query": query}, by=ann).json()

    assert (len(found["results"]), found["total"]) == (expected, expected)
