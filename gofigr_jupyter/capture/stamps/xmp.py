"""XMP: what a stamp says, as the packet that PNG, SVG and PDF carry alike."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:gofigr="urn:gofigr:provenance">'
)
DUBLIN_CORE = {"Title": "dc:title", "Description": "dc:description", "Source": "dc:source"}
IN_LANGUAGES = ("dc:title", "dc:description")
TAIL = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def packet(texts: Mapping[str, str]) -> str:
    """The texts as RDF: title, description and source in Dublin Core, the rest in our own words."""
    said = []
    for keyword, text in texts.items():
        value = escape("".join(letter for letter in text if letter.isprintable()), quote=False)
        element = DUBLIN_CORE.get(keyword, keyword)
        if element in IN_LANGUAGES:
            value = f'<rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt>'
        said.append(f"<{element}>{value}</{element}>")
    return HEAD + "".join(said) + TAIL
