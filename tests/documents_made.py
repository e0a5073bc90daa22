"""Documents for tests, made by the programs' own libraries or by hand."""

import io
import json
import struct
import zipfile
import zlib
from base64 import b64encode

from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Inches


def picture(seed=0, *, size=(120, 80), format="PNG", **options):
    """A small picture; every seed gives another one."""
    image = Image.new("RGB", size, (seed * 37 % 256, seed * 91 % 256, 200))
    ImageDraw.Draw(image).line([(0, seed % size[1]), size], fill="black", width=3)
    target = io.BytesIO()
    image.save(target, format, **options)
    return target.getvalue()


def presentation(*slides):
    """A presentation; each slide is (title, text, pictures)."""
    made = Presentation()
    for title, text, pictures in slides:
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = title
        if text:
            slide.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = text
        for data in pictures:
            slide.shapes.add_picture(io.BytesIO(data), 0, 0)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def presentation_with_chart():
    """A presentation with a chart that the program draws."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = ["Adelie", "Gentoo"]
    data.add_series("Mass", (3.7, 5.1))
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), data)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(*paragraphs, head=""):
    """A text; each paragraph is (style, text), a picture's bytes, or None for a new page."""
    parts, relations, body = {}, [], []
    for number, each in enumerate(paragraphs):
        if each is None:
            body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        elif isinstance(each, bytes):
            parts[f"word/media/image{number}.png"] = each
            relations.append(
                f'<Relationship Id="rId{number}" Type="image" Target="media/image{number}.png"/>'
            )
            body.append(
                f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="image1.png"/>'
                f'<a:graphic><a:blip r:embed="rId{number}"/></a:graphic></wp:inline></w:drawing>'
                "</w:r></w:p>"
            )
        else:
            style, text = each
            body.append(
                f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
            )
    names = f'xmlns:w="{_W}" xmlns:a="{_A}" xmlns:r="{_R}" xmlns:wp="{_WP}"'
    parts["word/document.xml"] = (
        f'<?xml version="1.0"?>{head}<w:document {names}><w:body>{"".join(body)}</w:body>'
        "</w:document>"
    ).encode()
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'
    ).encode()
    return zipped(parts)


def zipped(parts):
    """A zip file of parts by their names."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return target.getvalue()


def notebook(*cells):
    """A notebook; each cell is a Markdown text, or (source, pictures)."""
    told = []
    for cell in cells:
        if isinstance(cell, str):
            told.append({"cell_type": "markdown", "metadata": {}, "source": cell})
            continue
        source, pictures = cell
        outputs = [
            {
                "output_type": "display_data",
                "metadata": {},
                "data": {"image/png": b64encode(data).decode(), "text/plain": ["<Figure>"]},
            }
            for data in pictures
        ]
        told.append(
            {
                "cell_type": "code",
                "id": "c1",
                "source": [source],
                "outputs": outputs,
                "metadata": {},
            }
        )
    return json.dumps(
        {
            "cells": told,
            "metadata": {"language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ).encode()


def pdf(*pages, strokes=0):
    """A PDF; each page is (text, pictures), and has so many strokes of its own."""
    from fpdf import FPDF

    made = FPDF()
    made.set_font("helvetica", size=12)
    for text, pictures in pages:
        made.add_page()
        for data in pictures:
            made.image(io.BytesIO(data), w=40)
        made.multi_cell(0, 8, text)
        for number in range(strokes):
            made.line(20, 60 + 2 * number, 90, 60 + 3 * number)
    return bytes(made.output())


def drawing(size=(240, 180)):
    """A figure saved as PDF, of so many points."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=[each / 72 for each in size])
    axes = figure.subplots()
    for slope in range(20):
        axes.plot([0, 1, 2], [0, slope, slope + 1])
    target = io.BytesIO()
    figure.savefig(target, format="pdf", metadata={"CreationDate": None})
    return target.getvalue()


def pdf_with_drawing(text):
    """A PDF whose page has a drawing as an object, as LaTeX puts it there."""
    import pypdfium2

    whole = pypdfium2.PdfDocument(pdf((text, []), ("More text", [])))
    source = pypdfium2.PdfDocument(drawing())
    page, shown = whole[0], source.page_as_xobject(0, whole).as_pageobject()
    shown.set_matrix(pypdfium2.PdfMatrix().translate(100, 300))
    page.insert_obj(shown)
    page.gen_content()
    target = io.BytesIO()
    whole.save(target)
    return target.getvalue()


def huge_png(width=40_000, height=25_000):
    """A PNG of a few hundred bytes that says it has 10^9 pixels."""

    def chunk(kind, data):
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 10_000)
    signs = b"\x89PNG\r\n\x1a\n"
    return signs + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
