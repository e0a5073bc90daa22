"""What a picture says of itself: readable by others, in the page's copy too, and never seen."""

import base64
import io
import json
import re

import msgspec
import pypdfium2
import pytest
from matplotlib.figure import Figure
from PIL import Image

from gofigr_jupyter.capture.bundle import renderings
from gofigr_jupyter.capture.stamps import Stamp, stamped
from gofigr_jupyter.delivery.sameness import shows_same

PLOTLY = "application/vnd.plotly.v1+json"
VEGA = "application/vnd.vegalite.v5+json"
LINK = "http://127.0.0.1:4321/r/Ab3"
STAMP = Stamp(
    title="Länge & <Breite>",
    notebook="penguins.ipynb",
    content="c" * 64,
    code="d" * 64,
    revision="8d1f",
    link=LINK,
    alt="1 line; x from 0 to 1.",
)
TEXTS = {
    "Title": "Länge & <Breite>",
    "Description": "1 line; x from 0 to 1.",
    "Source": LINK,
    "gofigr:revision": "8d1f",
    "gofigr:notebook": "penguins.ipynb",
    "gofigr:content": "c" * 64,
    "gofigr:code": "d" * 64,
}


def drawn(kind):
    figure = Figure(figsize=(2, 2))
    figure.add_subplot(title="Own title").plot([1, 2])
    stream = io.BytesIO()
    figure.savefig(stream, format=kind)
    return stream.getvalue()


BUNDLES = {
    "PNG": {"image/png": base64.b64encode(drawn("png")).decode()},
    "PNG with line breaks": {"image/png": base64.encodebytes(drawn("png")).decode()},
    "PNG in bytes": {"image/png": drawn("png")},
    "SVG": {"image/svg+xml": drawn("svg").decode()},
    "PDF": {"application/pdf": base64.b64encode(drawn("pdf")).decode()},
    "plotly": {PLOTLY: {"data": [{"y": [1]}], "layout": {}}},
    "vega-lite": {VEGA: {"mark": "bar"}},
    "several": {
        "image/png": base64.b64encode(drawn("png")).decode(),
        "image/svg+xml": drawn("svg").decode(),
    },
}


def described(bundle):
    """The renderings with the stamp, and the bundle that the page gets."""
    made, shown = stamped(renderings(bundle), bundle, STAMP)
    return made, {**bundle, **shown}


@pytest.mark.parametrize("bundle", BUNDLES.values(), ids=BUNDLES)
def test_what_is_stored_is_what_the_page_gets_and_shows_the_same(bundle):
    before = renderings(bundle)
    made, shown = described(bundle)

    assert renderings(shown) == made
    assert [one.data for one in made] != [one.data for one in before]
    assert all(
        shows_same(one.mime, one.data, other.data) for one, other in zip(before, made, strict=True)
    )


@pytest.mark.parametrize("bundle", BUNDLES.values(), ids=BUNDLES)
def test_a_picture_that_describes_itself_is_left_as_it_is(bundle):
    made, shown = described(bundle)

    assert described(shown) == (made, shown)


def test_a_png_tells_it_in_texts_and_in_xmp_and_keeps_its_pixels_and_own_texts():
    (before,), ((made,), _) = renderings(BUNDLES["PNG"]), described(BUNDLES["PNG"])

    with Image.open(io.BytesIO(made.data)) as picture, Image.open(io.BytesIO(before.data)) as old:
        assert TEXTS.items() <= picture.text.items()
        assert old.text.items() <= picture.text.items()
        assert f"<dc:source>{LINK}</dc:source>" in picture.text["XML:com.adobe.xmp"]
        assert "Länge &amp; &lt;Breite&gt;" in picture.text["XML:com.adobe.xmp"]
        assert picture.tobytes() == old.tobytes()


def test_a_pdf_tells_it_in_its_information_and_keeps_its_pages():
    (before,), ((made,), _) = renderings(BUNDLES["PDF"]), described(BUNDLES["PDF"])

    document = pypdfium2.PdfDocument(made.data)
    original = pypdfium2.PdfDocument(before.data)
    assert document.get_metadata_value("Title") == "Länge & <Breite>"
    assert document.get_metadata_value("gofigr.revision") == "8d1f"
    assert document.get_metadata_value("Creator") == original.get_metadata_value("Creator")
    assert document.get_metadata_value("Subject") == "1 line; x from 0 to 1."
    assert document[0].render().to_numpy().tobytes() == original[0].render().to_numpy().tobytes()


def test_a_pdf_has_xmp_that_its_catalog_names():
    (made,), _ = described(BUNDLES["PDF"])

    update = made.data.rpartition(b"%gofigr:content")[2]
    number = re.search(rb"/Catalog[^>]*/Metadata (\d+) 0 R", update)[1]
    stream = re.search(number + rb" 0 obj\n<<(.*?)>>\nstream\n(.*?)\nendstream", update, re.S)
    assert f"/Type /Metadata /Subtype /XML /Length {len(stream[2])}".encode() == stream[1]
    assert f"<dc:source>{LINK}</dc:source>".encode() in stream[2]
    assert b"/Size %d" % (int(number) + 1) in update


def test_an_svg_has_words_for_those_who_do_not_see_it():
    (made,), _ = described(BUNDLES["SVG"])

    assert b'<desc id="gofigr-alt">1 line; x from 0 to 1.</desc><metadata' in made.data


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        (
            {"data": [{"y": [1, 3], "name": "a"}], "layout": {"yaxis": {"title": "mass"}}},
            "Länge & <Breite>. 1 line (a); x from 0 to 1; y (mass) from 1 to 3.",
        ),
        ({"data": [{"y": {"bdata": "A", "dtype": "f8"}}], "layout": {}}, None),
        ({"data": [], "layout": {}}, None),
        ({"data": [{"y": list(range(10_000))}], "layout": {}}, None),
    ],
)
def test_a_small_figure_of_plotly_has_its_words_by_rule_in_it(spec, told):
    bundle = {PLOTLY: spec}
    unsaid = msgspec.structs.replace(STAMP, alt=None)

    (made,), shown = stamped(renderings(bundle), bundle, unsaid)

    assert json.loads(made.data)["gofigr"].get("Description") == told
    assert shown[PLOTLY] == json.loads(made.data)


def test_plotly_and_vega_tell_it_in_a_member_that_they_do_not_draw():
    (plotly,), _ = described(BUNDLES["plotly"])
    (vega,), _ = described(BUNDLES["vega-lite"])

    assert json.loads(plotly.data)["gofigr"] == TEXTS
    assert json.loads(vega.data)["usermeta"] == {"gofigr": TEXTS}


@pytest.mark.parametrize(
    "bundle",
    [
        {"image/png": base64.b64encode(b"no picture").decode()},
        {"image/svg+xml": "<svg/>"},
        {"application/pdf": base64.b64encode(b"%PDF-1.7 made otherwise").decode()},
        {VEGA: {"mark": "bar", "usermeta": {"mine": 1}}},
        {"text/html": '<div class="folium-map">'},
    ],
    ids=["no PNG", "an empty drawing", "another PDF", "a user's usermeta", "HTML"],
)
def test_what_has_no_place_for_it_stays_as_it_is(bundle):
    assert described(bundle) == (renderings(bundle), bundle)
