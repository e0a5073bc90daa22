"""Pictures of documents: which, in which order, with which titles; hostile files within bounds."""

import gzip
import io
import struct
import zipfile

import pytest
from documents_made import (
    drawing,
    huge_png,
    notebook,
    pdf,
    pdf_with_drawing,
    picture,
    presentation,
    presentation_with_chart,
    word,
    zipped,
)
from PIL import Image

from gofigr_jupyter.documents import archive, reading
from gofigr_jupyter.documents.found import Broken, Left

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def found(data, name="document"):
    left = Left()
    return list(reading.pictures(data, name, left)), dict(left.out)


def shown(data, name="document"):
    return [(each.title, each.anchor, each.format) for each in found(data, name)[0]]


def test_pictures_of_a_presentation_have_the_titles_of_their_slides():
    deck = presentation(
        ("Bill length", "Adelie are short", [picture(1), picture(2)]),
        ("Thanks", "", []),
        ("", "Masses grow", [picture(3, format="JPEG")]),
        ("", "", [picture(4)]),
    )

    assert shown(deck) == [
        ("Bill length", "slide 1", "png"),
        ("Bill length (2)", "slide 1", "png"),
        ("Masses grow", "slide 3", "jpeg"),
        ("Picture on slide 4", "slide 4", "png"),
    ]
    first = found(deck)[0][0]
    assert (first.data, dict(first.place)) == (picture(1), {"slide": 1})
    assert "Adelie are short" in first.context


def test_pictures_of_a_text_have_their_captions_or_headings():
    text = word(
        ("Heading1", "Results"),
        picture(1),
        ("Caption", "Figure 1. Bills by species"),
        None,
        picture(2),
        ("Normal", "So it is."),
    )

    assert shown(text) == [
        ("Figure 1. Bills by species", "page 1", "png"),
        ("Results", "page 2", "png"),
    ]


def test_pictures_of_a_pdf_have_their_captions():
    document = pdf(
        ("Figure 3: Masses", [picture(1, format="JPEG", quality=95)]), ("No words", [picture(2)])
    )

    every = found(document)[0]

    assert [(each.title, each.anchor, each.format) for each in every] == [
        ("Figure 3: Masses", "page 1", "jpeg"),
        ("No words", "page 2", "png"),
    ]
    assert every[0].data == picture(1, format="JPEG", quality=95)


def test_a_drawing_in_a_pdf_is_drawn_and_nothing_around_it():
    (only,), left = found(pdf_with_drawing("Figure 1: Bills"))

    assert (only.title, only.anchor, only.format) == ("Figure 1: Bills", "page 1", "png")
    with Image.open(io.BytesIO(only.data)) as image:
        wide, high = image.size
    assert (round(wide / 200 * 72), round(high / 200 * 72)) == (240, 180)
    assert left == {}
    assert found(pdf_with_drawing("Figure 1: Bills"))[0][0].data == only.data


def test_a_figure_that_was_saved_as_pdf_is_the_picture():
    (only,), left = found(drawing(), "bills.pdf")

    assert (only.title, only.format, left) == ("bills", "png", {})


def test_strokes_on_a_page_of_text_are_told_and_left_out():
    document = pdf(("Text", []), ("A grid", []), strokes=60)

    assert found(document) == (
        [],
        {"drawn on a page among its text, where nothing tells what belongs to it": 2},
    )


METAFILES = {
    "EMF": b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60),
    "WMF": b"\xd7\xcd\xc6\x9a" + bytes(60),
    "packed EMF": gzip.compress(b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60)),
}


@pytest.mark.parametrize("format", METAFILES)
def test_drawings_of_windows_are_told_and_left_out(format):
    every, left = found(word(METAFILES[format], picture(1)))

    assert (len(every), left) == (1, {reading.METAFILE: 1})


def emf(*records):
    """A metafile with these records, each a kind and its contents."""
    head = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    framed = (struct.pack("<II", kind, 8 + len(body)) + body for kind, body in records)
    return head + b"".join(framed)


def bitmap(kind, png, *, place):
    """A record that draws a picture of dots; it tells at `place` where that is."""
    made = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(made, "BMP")
    start = int.from_bytes(made.getvalue()[10:14], "little")
    about, bits = made.getvalue()[14:start], made.getvalue()[start:]
    at = place + 16 + 8
    told = struct.pack("<IIII", at, len(about), at + len(about), len(bits))
    return kind, bytes(place - 8) + told + bytes(8) + about + bits


def plus(*records):
    """A comment with records of EMF+, each a kind, flags and its contents."""
    said = b"".join(
        struct.pack("<HHII", kind, flags, 12 + len(body), len(body)) + body
        for kind, flags, body in records
    )
    return 70, struct.pack("<I", 4 + len(said)) + b"EMF+" + said


def image(png):
    return struct.pack("<IIiiiII", 0xDBC01002, 1, 0, 0, 0, 0, 1) + png


DOTS = picture(1)
LINE = (54, bytes(8))
FILL = (76, bytes(92))
IMAGE = image(DOTS)
HALVES = [struct.pack("<I", len(IMAGE)) + IMAGE[:100], IMAGE[100:]]
WRAPPED = {
    "stretched": emf(bitmap(81, DOTS, place=48)),
    "on white, and packed": gzip.compress(emf(FILL, bitmap(77, DOTS, place=84))),
    "a file in EMF+, and its copy": emf(
        plus((0x4001, 1, bytes(16)), (0x4008, 0x0500, IMAGE), (0x401A, 0, bytes(40))),
        bitmap(81, DOTS, place=48),
        LINE,
    ),
    "a file in pieces": emf(plus((0x4008, 0x8500, HALVES[0])), plus((0x4008, 0x0500, HALVES[1]))),
}


@pytest.mark.parametrize("metafile", WRAPPED.values(), ids=WRAPPED)
def test_a_picture_of_dots_in_a_drawing_of_windows_is_taken_out(metafile):
    (every,), left = found(word(metafile))

    shown = Image.open(io.BytesIO(every.data)).convert("RGB")
    assert (every.format, left) == ("png", {})
    assert shown.tobytes() == Image.open(io.BytesIO(DOTS)).convert("RGB").tobytes()


@pytest.mark.parametrize(
    "metafile",
    [
        emf(bitmap(81, DOTS, place=48), LINE),
        emf(bitmap(81, DOTS, place=48), bitmap(81, DOTS, place=48)),
        emf(plus((0x4008, 0x0500, IMAGE), (0x401C, 0, bytes(40)))),
        emf(plus((0x4008, 0x0500, IMAGE)), LINE),
        emf(bitmap(81, DOTS, place=48))[:150],
        emf((81, b"")),
        emf() + struct.pack("<II", 81, 0) * 9,
        emf((81, bytes(40) + struct.pack("<IIII", 2**32 - 1, 2**32 - 1, 2**32 - 1, 2**32 - 1))),
        emf(plus((0x4008, 0x0500, image(emf(bitmap(81, DOTS, place=48)))))),
    ],
)
def test_a_drawing_of_windows_that_shows_more_or_is_broken_is_left_out(metafile):
    assert found(word(metafile)) == ([], {reading.METAFILE: 1})


def test_a_drawing_of_windows_alone_is_refused_with_the_reason():
    with pytest.raises(Broken, match="The picture is in a drawing format of Windows"):
        found(METAFILES["EMF"], "a.emf")


def test_charts_that_office_draws_are_told():
    every, left = found(presentation_with_chart())

    assert (every, list(left.values())) == ([], [1])
    assert "drawn by Office itself" in next(iter(left))


def test_pictures_of_a_notebook_come_with_their_code():
    cells = notebook("# Penguins\n\n## Bills", ("plot(bills)", [picture(1), picture(2)]), "text")

    first, second = found(cells)[0]

    assert (first.title, first.anchor, first.code) == ("Bills", "cell 2", "plot(bills)")
    assert (second.title, second.anchor) == ("Bills (2)", "cell 2, output 2")
    assert dict(first.place) == {"cell": 2, "output": 0, "cell_id": "c1"}


def test_half_letters_in_a_notebook_do_no_harm():
    cells = notebook("# Bills \ud800", ("plot('\ud800\0')", [picture(1)]))

    (only,) = found(cells)[0]

    assert (only.title, only.code) == ("Bills ?", "plot('?\0')")


def test_a_zip_file_gives_the_pictures_of_what_is_in_it():
    parts = {
        "a/bills.png": picture(1),
        "deck.pptx": presentation(("Masses", "", [picture(2)])),
        "notes.txt": b"nothing",
        "inner.zip": zipped({"x.png": picture(3)}),
        "../../etc/passwd.png": picture(4),
        "__MACOSX/a/._bills.png": picture(5),
    }

    assert shown(zipped(parts)) == [
        ("bills", "a/bills.png", "png"),
        ("Masses", "deck.pptx, slide 1", "png"),
        ("passwd", "../../etc/passwd.png", "png"),
    ]


@pytest.mark.parametrize(
    ("format", "kept"), [("PNG", "png"), ("JPEG", "jpeg"), ("TIFF", "tiff"), ("GIF", "png")]
)
def test_a_picture_is_a_document_of_its_own(format, kept):
    assert shown(picture(1, format=format), "bills by species.x") == [
        ("bills by species", "", kept)
    ]


def test_a_drawing_is_kept_as_it_is():
    drawing = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'

    assert shown(drawing, "a.svg") == [("a", "", "svg")]


def test_icons_and_strange_formats_are_left_out_and_told():
    deck = presentation(("Bills", "", [picture(1, size=(8, 8)), picture(2)]))

    every, left = found(deck)

    assert ([each.title for each in every], left) == (
        ["Bills"],
        {"smaller than a figure": 1},
    )


def bomb():
    """A deck whose slide unpacks to 300 MB."""
    target = io.BytesIO(presentation(("Bills", "", [picture(1)])))
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as file,
        file.open("ppt/slides/slide1.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b" " * 1024**2)
    return target.getvalue()


HOSTILE = {
    "a zip bomb": bomb,
    "many parts": lambda: zipped({str(n): b"" for n in range(archive.MOST_PARTS + 1)}),
    "billion laughs": lambda: word(("Normal", "&i;"), head=LAUGHS),
    "an outer entity": lambda: word(
        ("Normal", "&x;"), head='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "half a deck": lambda: presentation(("Bills", "", [picture(1)]))[:-200],
    "no XML": lambda: zipped({"word/document.xml": b"<w:p"}),
    "half a notebook": lambda: notebook(("plot()", [picture(1)]))[:-20],
    "a deep notebook": lambda: b'{"cells": ' + b"[" * 100_000,
    "a broken PDF": lambda: b"%PDF-1.7\n" + b"x" * 100,
    "10^9 pixels": huge_png,
    "a drawing that laughs": lambda: b"<svg>" + LAUGHS.encode(),
    "a text": lambda: b"Dear all,",
    "nothing": lambda: b"",
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_or_broken_document_is_told_in_a_sentence(what):
    data = HOSTILE[what]()

    with pytest.raises(Broken) as refused:
        found(data, "document.bin")

    assert refused.value.message.endswith(".")
    assert refused.value.hint


def test_a_picture_with_too_many_pixels_in_a_document_is_left_out():
    parts = {"huge.png": huge_png(), "bills.png": picture(1)}

    every, left = found(zipped(parts))

    assert ([each.title for each in every], left) == (["bills"], {"of too many pixels": 1})
