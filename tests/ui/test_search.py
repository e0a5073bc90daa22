"""Search in the panel, by words and by a picture, in a real browser."""

import base64

import pytest
from accessibility import grave_findings
from jupyter_servers import TOKEN
from playwright.sync_api import expect
from screenshots import pictures
from seeding import a_plot

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def figures(service):
    """Two figures of an analysis; their pictures."""
    workspace = service.get("workspace/").json()[0]["api_id"]
    body = {"name": "penguins", "workspace": workspace}
    analysis = service.post("analysis/", json=body).json()["api_id"]
    kept = {}
    for number, name in ((3, "Culmen depth <b>by</b> island"), (4, "Culmen length by species")):
        body = {"name": name, "analysis": analysis}
        figure = service.post("figure/", json=body).json()["api_id"]
        kept[name] = a_plot(number)
        data = {
            "name": "figure",
            "type": "image",
            "metadata": {"format": "png"},
            "data": base64.b64encode(kept[name]).decode(),
        }
        body = {"figure": figure, "metadata": {}, "data": [data]}
        service.post("revision/", json=body).raise_for_status()
    return kept


def test_words_and_pictures_find_figures(photographed, lab, figures):
    page = photographed
    page.goto(f"{lab.url}lab?token={TOKEN}&reset")
    page.wait_for_function(
        "window.jupyterapp?.commands?.hasCommand('gofigr:show-search')"
        " && window.jupyterapp.restored.then(() => true)"
    )
    page.evaluate("void window.jupyterapp.commands.execute('gofigr:show-search')")
    panel = page.locator(".gofigr-Find")
    field = panel.get_by_role("combobox", name="Search everything")
    hits = panel.locator(".gofigr-Hit")

    # As one types; what matched is marked, and nothing in a name is markup.
    expect(field).to_be_focused()
    field.fill("culmen dep")
    expect(hits).to_have_count(1)
    expect(hits.first).to_contain_text("Culmen depth <b>by</b> island")
    expect(hits.first.locator(".gofigr-Hit-name mark")).to_have_text(["Culmen", "depth"])
    expect(hits.first.locator("b")).to_have_count(0)
    expect(hits.first.locator("img")).to_be_visible()

    # Arrows and Enter open.
    field.fill("culmen")
    expect(hits).to_have_count(2)
    field.press("ArrowDown")
    second = hits.nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    name = second.locator(".gofigr-Hit-name").get_attribute("title")
    field.press("Enter")
    expect(page.locator(".gofigr-Doc:visible h2")).to_have_text(name)

    # A filter narrows.
    panel.get_by_role("button", name="Filters").click()
    library = panel.get_by_label("Library")
    library.fill("matplotlib")
    library.press("Enter")
    panel.get_by_label("Has comments").check()
    expect(panel).to_contain_text("Nothing fits")
    assert grave_findings(page, ".gofigr-Find") == []
    panel.get_by_role("button", name="Look everywhere").click()
    expect(library).to_have_value("")
    expect(hits).to_have_count(2)

    # A picture finds its figure, and says how.
    picture = figures["Culmen length by species"]
    chosen = {"name": "slide.png", "mimeType": "image/png", "buffer": picture}
    panel.get_by_label("A picture to look for").set_input_files(chosen)
    expect(hits.first).to_contain_text("1. The very same file")
    expect(hits.first).to_contain_text("Culmen length by species")
    assert grave_findings(page, ".gofigr-Find") == []

    # It stays beside the words: both are looked for.
    expect(panel).to_contain_text("This picture, and the words")
    pictures(page, "search-words-and-picture")
    field.fill("survival")
    expect(hits).to_have_count(0)
    expect(panel).to_contain_text("has these words and is known by this picture")
    field.fill("culmen depth")
    panel.get_by_role("button", name="Look without the picture").click()
    expect(hits.first).to_contain_text("Culmen depth")
