"""The API reference at /api/docs."""

import re

from gofigr_jupyter.service.surfaces.gofigr.openapi import document
from gofigr_jupyter.service.surfaces.web.reference import Part, reference


def test_every_operation_and_schema_is_on_the_page(browser):
    told = document("0.1.0")

    page = browser.get("/api/docs").text

    for path, item in told["paths"].items():
        assert page.count(f"<code>{path}</code>") == len(item)
    for name in told["components"]["schemas"]:
        assert f"<summary><code>{name}</code></summary>" in page


def test_every_link_within_the_page_leads_somewhere(browser):
    page = browser.get("/api/docs").text

    links = set(re.findall(r'href="#([^"]+)"', page))
    anchors = re.findall(r'id="([^"]+)"', page)

    assert len(anchors) == len(set(anchors))
    assert links - set(anchors) == set()


def test_the_page_loads_nothing_from_elsewhere(browser):
    response = browser.get("/api/docs")

    loaded = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"', response.text)
    assert loaded
    assert all(link.startswith("../static/") for link in loaded)
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_style_sheet_is_there(browser):
    response = browser.get("/static/style.css")

    assert response.headers["content-type"].startswith("text/css")
    assert "immutable" in response.headers["cache-control"]
    assert browser.get("/static/../pages.py").status_code == 404
    assert browser.get("/static/nothing.css").status_code == 404


def test_types_are_told_in_words():
    properties = {
        "a": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
        "b": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "c": {"type": "string", "format": "date-time"},
        "d": {"enum": ["x", "y"]},
        "e": {},
    }
    schema = {"description": "About.", "properties": properties, "required": ["a"]}

    [shown] = reference({"components": {"schemas": {"S": schema}}}).schemas

    assert [(field.name, field.required, field.type) for field in shown.fields] == [
        ("a", True, (Part("list of "), Part("Thing", "schema-Thing"))),
        ("b", False, (Part("string"), Part(" or "), Part("null"))),
        ("c", False, (Part("string (date-time)"),)),
        ("d", False, (Part("“x” or “y”"),)),
        ("e", False, (Part("any JSON"),)),
    ]
