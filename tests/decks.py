"""A small deck with real pictures, for tests."""

from pictured_files import SVG, png

from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.presentations.deck import Deck, Page, Picture, Rendering

REVISION = "4f9d0f1e-0000-4000-8000-000000000000"
LINK = "https://figures.example/r/abcd1234"


def stored(format, data):
    return Rendering(format=format, data=data, digest=content_hash(data))


PNG = png(size=(80, 60))
BILLS = Picture(
    name="Bills <by> species",
    label="revision 3 · 22 November 2026",
    revision=REVISION,
    link=LINK,
    raster=stored("png", PNG),
    vector=stored("svg", SVG),
)
DECK = Deck(
    title="What bills tell",
    author="Ann Ada",
    made="22 November 2026",
    link="https://figures.example/story/1",
    description="For the group",
    audience="ornithologists",
    pages=[
        Page(kind="title", title="What bills tell", content="A *short* story", notes="Say hello."),
        Page(
            kind="introduction",
            title="Why",
            content="- one\n- **two** µm²\n\nSee [us](https://a.example).",
        ),
        Page(kind="figure", content="Longer in Gentoos.", picture=BILLS, notes="Wait."),
        Page(kind="figure", title="Gone", is_lost=True),
        Page(kind="conclusion", title="End", content="<script>alert(1)</script>"),
    ],
)
