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
TAIL = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def packet(texts: Mapping[str, str]) -> str:
    """The texts as RDF: the title and the source in Dublin Core, the rest in our own words."""
    said = []
    for keyword, text in texts.items():
        value = escape("".join(letter for letter in text if letter.isprintable()), quote=False)
        if keyword == "Title":
            alternative = f'<rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt>'
            said.append(f"<dc:title>{alternative}</dc:title>")
        elif keyword == "Source":
            said.append(f"<dc:source>{value}</dc:source>")
        else:
            said.append(f"<{keyword}>{value}</{keyword}>")
    return HEAD + "".join(said) + TAIL
