"""From a MIME bundle to renderings: which bundles are figures, and what their bytes are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import msgspec

from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.capture.markup import PANEL_LOADS, drawing_library
from gofigr_jupyter.errors import InvalidInput

Bundle = Mapping[str, Any]
"""MIME type to payload, as IPython shows it: text, base64 text, bytes or JSON values."""

PLOTLY = "application/vnd.plotly.v1+json"
HTML = "text/html"
BINARY = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")
WIDGET = "application/vnd.jupyter.widget-view+json"
BOKEH = ("application/vnd.bokehjs_exec.v0+json", "application/vnd.holoviews_exec.v0+json")
SCRIPT = "application/javascript"
FORMATS = (
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/svg+xml",
    "application/pdf",
)


def is_spec(mime: str) -> bool:
    """Whether `mime` is a figure described as JSON: plotly, vega or vega-lite."""
    return mime == PLOTLY or (
        mime.startswith(("application/vnd.vega.", "application/vnd.vegalite."))
        and mime.endswith("json")
    )


def is_figure(bundle: Bundle) -> bool:
    """Whether `bundle` shows a figure. Looks at types and marks only; decodes nothing."""
    if WIDGET in bundle:
        return False
    return any(bundle.get(mime) for mime in bundle if mime in FORMATS or is_spec(mime)) or (
        _drawn_markup(bundle) is not None
    )


def renderings(bundle: Bundle) -> tuple[Rendering, ...]:
    """The figure in `bundle` in all its formats, pictures first; empty when it is no figure.

    HTML stands for a figure only where the bundle has no other picture of it and a plotting
    library's own mark is in it. Views of live widgets are no figures. Raises InvalidInput when a
    payload is not what its MIME type says.
    """
    if WIDGET in bundle:
        return ()
    found = [
        Rendering(mime=mime, data=_picture(mime, bundle[mime]))
        for mime in FORMATS
        if bundle.get(mime)
    ]
    found += [
        Rendering(mime=mime, data=spec_bytes(value))
        for mime, value in bundle.items()
        if is_spec(mime) and value
    ]
    html = None if found else _drawn_markup(bundle)
    if html is not None:
        found = [Rendering(mime=HTML, data=html.encode("utf-8", errors="surrogatepass"))]
    return tuple(found)


def library(bundle: Bundle) -> str | None:
    """The plotting library that a raw bundle names by its MIME types or its HTML, if any."""
    for mime in bundle:
        if mime == PLOTLY:
            return "plotly"
        if is_spec(mime):
            return "vega"
    if any(mime in bundle for mime in BOKEH):
        return "bokeh"
    html = bundle.get(HTML)
    return drawing_library(html) if isinstance(html, str) else None


def spec_bytes(value: object) -> bytes:
    """`value` as JSON that reads back as what the notebook shows."""
    try:
        return msgspec.json.encode(value, enc_hook=_plain)
    except (TypeError, ValueError, OverflowError):
        # Python's own encoder takes what msgspec refuses: huge integers, lone surrogates.
        return json.dumps(value, default=_plain, separators=(",", ":")).encode("ascii")


def _plain(value: Any) -> object:  # whatever a library left in its JSON
    return value.tolist() if hasattr(value, "tolist") else str(value)


def _picture(mime: str, payload: object) -> bytes:
    if isinstance(payload, bytes | bytearray | memoryview):
        return bytes(payload)
    if not isinstance(payload, str):
        raise InvalidInput(f"The {mime} that was shown is {type(payload).__name__}, not bytes.")
    if mime not in BINARY:
        return payload.encode("utf-8", errors="surrogatepass")
    data = _decoded(payload)
    if not data:
        raise InvalidInput(f"The {mime} that was shown is not valid base64.")
    return data


def _decoded(payload: str) -> bytes:
    """Base64 with or without line breaks; empty where it is none."""
    import pybase64  # 40 times as fast as Python's own; only those who decode should pay for it

    with suppress(ValueError):  # binascii.Error too
        return pybase64.b64decode(payload, validate=True)
    with suppress(ValueError):
        return pybase64.b64decode(payload)
    return b""


def _drawn_markup(bundle: Bundle) -> str | None:
    html = bundle.get(HTML)
    drawn = any(mime in bundle for mime in BOKEH)
    if isinstance(html, str) and html:
        shows = PANEL_LOADS not in html if drawn else drawing_library(html)
        return html if shows else None
    script = bundle.get(SCRIPT)
    if drawn and isinstance(script, str) and script:
        # Bokeh shows an empty <div> first and then the script that fills it, which has the data.
        return f"<script>{script}</script>"
    return None
