"""Files to make small pictures of, honest and hostile."""

import io
import json
import zipfile

from PIL import Image

SVG = b"""<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">
<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="100pt" viewBox="0 0 200 100">
<rect width="100" height="100" fill="#c81e1e"/></svg>"""
TABLE = "species,mm\n" + "Adelie,38.8\nGentoo,47.5\n" * 30


def png(color="#c81e1e", size=(64, 48)):
    target = io.BytesIO()
    Image.new("RGB", size, color).save(target, "PNG")
    return target.getvalue()


def pdf():
    target = io.BytesIO()
    Image.new("RGB", (200, 100), "#c81e1e").save(target, "PDF")
    return target.getvalue()


def parquet():
    import pandas

    target = io.BytesIO()
    pandas.read_csv(io.StringIO(TABLE)).to_parquet(target)
    return target.getvalue()


def notebook(*cells):
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4}).encode()


def excel(rows='<row><c t="inlineStr"><is><t>species</t></is></c></row><row><c><v>3</v></c></row>'):
    """A workbook of one sheet, with as little as readers ask for."""
    spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1"'
        f' Type="{of}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{spread}" xmlns:r="{of}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1"'
        f' Type="{of}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{spread}"><sheetData>{rows}'
        "</sheetData></worksheet>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()
