"""Documents imported or checked from the panel, in a real browser: dropped or chosen, shown."""

import base64
import io

import pytest
from accessibility import grave_findings
from documents_made import notebook, picture, presentation
from drawn_figures import figure as drawn
from git_servers import a_repository, commit, serving_http
from jupyter_servers import TOKEN
from playwright.sync_api import expect
from screenshots import SCREENSHOTS, pictures

pytestmark = pytest.mark.browser

DECK = presentation(
    ("Bill length by species", "Adelie", [picture(1), picture(2)]),
    ("Body mass", "", [picture(3)]),
)
DROP = """
([where, name, data]) => {
    const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name));
    for (const type of ['dragover', 'drop']) {
        document.querySelector(where).dispatchEvent(
            new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
        );
    }
}
"""


def dropped(page, name, data):
    page.evaluate(DROP, [".gofigr-Panel-body", name, base64.b64encode(data).decode()])


def opened(page, lab):
    """The list of imports in the panel of a JupyterLab that is opened anew."""
    page.goto(f"{lab.url}lab?token={TOKEN}&reset")
    page.wait_for_function(
        "window.jupyterapp?.commands?.hasCommand('gofigr:import-document')"
        " && window.jupyterapp.restored.then(() => true)"
    )
    page.evaluate("void window.jupyterapp.commands.execute('gofigr:show-panel')")
    return page.get_by_role("list", name="Imports")


def test_a_document_that_is_dropped_becomes_figures(photographed, lab, service):
    page = photographed
    imports = opened(page, lab)
    panel = page.locator(".gofigr-Panel")

    # It asks where the figures are to go, and sends nothing before.
    dropped(page, "penguins.pptx", DECK)
    expect(imports.get_by_label("Analysis")).to_contain_text("New: penguins.pptx")
    expect(imports.get_by_role("button", name="Import", exact=True)).to_be_enabled()
    assert grave_findings(page, ".gofigr-Imports") == []
    pictures(page, "imports-asking")
    imports.get_by_role("button", name="Import", exact=True).click()

    # What came of it is said, and can be looked at.
    expect(imports).to_contain_text("Found 3 pictures: 3 new.")
    imports.get_by_role("button", name="Show them").click()
    rows = panel.locator("#gofigr-tabpanel-work [role=option]")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Body mass")
    imports.get_by_role("button", name="Take “penguins.pptx” out of this list").click()
    expect(imports).to_have_count(0)


def test_a_document_that_is_chosen_is_known_the_second_time(photographed, lab):
    page = photographed
    imports = page.get_by_role("list", name="Imports")

    with page.expect_file_chooser() as chooser:
        page.evaluate("void window.jupyterapp.commands.execute('gofigr:import-document')")
    again = {"name": "copy.pptx", "mimeType": "application/zip", "buffer": DECK}
    broken = {"name": "broken.pptx", "mimeType": "application/zip", "buffer": DECK[:2000]}
    chooser.value.set_files([again, broken])
    for _ in range(2):
        imports.get_by_role("button", name="Import", exact=True).first.click()

    expect(imports).to_contain_text("Found 3 pictures: 0 new, 3 known before.")
    expect(imports.locator("[data-state=failed]")).to_contain_text("The document")
    assert grave_findings(page, ".gofigr-Imports") == []
    pictures(page, "imports-over")


def test_a_document_that_is_dropped_can_be_checked_only(photographed, lab, service):
    page = photographed
    imported = {figure["name"]: figure["api_id"] for figure in figures_of(service)}
    data = {
        "name": "figure",
        "type": "image",
        "metadata": {"format": "png"},
        "data": base64.b64encode(picture(5)).decode(),
    }
    body = {"figure": imported["Body mass"], "metadata": {}, "data": [data]}
    service.post("revision/", json=body).raise_for_status()
    logo = io.BytesIO()
    drawn(7).save(logo, "PNG")
    slides = (("Bills", picture(1)), ("Mass", picture(3)), ("Logo", logo.getvalue()))
    talk = presentation(*((title, "", [shown]) for title, shown in slides))

    # Each picture is told by its place, with what is known of it; nothing is kept.
    dropped(page, "talk.pptx", talk)
    page.get_by_role("button", name="Only check it").click()
    check = page.locator(".gofigr-Deck", has_text="talk.pptx")
    expect(check).to_contain_text("3 pictures: 1 current, 1 stale, 1 unknown.")
    rows = check.get_by_role("listitem")
    expect(rows.nth(0)).to_contain_text("slide 1")
    expect(rows.nth(1)).to_contain_text("revision 1 of 2")
    expect(rows.nth(2)).to_contain_text("No figure that you may see")
    expect(rows.nth(1).locator("img")).to_be_visible()
    assert grave_findings(page, ".gofigr-Deck") == []
    pictures(page, "deck-check")

    # What is stale can be compared, and each known one opened.
    rows.nth(1).get_by_role("button", name="Compare “Body mass” with the newest").click()
    expect(page.locator(".gofigr-Compare:visible")).to_be_visible()
    page.evaluate("id => window.jupyterapp.shell.activateById(id)", check.get_attribute("id"))
    check.get_by_role("button", name="Body mass", exact=True).click()
    expect(page.locator(".gofigr-Doc:visible h2")).to_have_text("Body mass")


def test_a_document_that_cannot_be_checked_says_why(photographed, lab):
    page = photographed
    page.locator(".gofigr-Panel-header").get_by_label("More").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Check a Deck…").click()
    broken = {"name": "broken.pptx", "mimeType": "application/zip", "buffer": DECK[:2000]}
    chooser.value.set_files(broken)

    check = page.locator(".gofigr-Deck", has_text="broken.pptx")
    expect(check.get_by_role("button", name="Try again")).to_be_visible()
    expect(check).to_contain_text("The document")
    pictures(page, "deck-check-broken")


def figures_of(service):
    """Every figure that is kept."""
    return [
        figure
        for workspace in service.get("workspace/").json()
        for analysis in service.get(f"workspace/{workspace['api_id']}/").json()["analyses"]
        for figure in service.get(f"analysis/{analysis['api_id']}/").json()["figures"]
    ]


def test_a_repository_is_imported_by_branches(photographed, lab, tmp_path):
    page = photographed
    work = a_repository(tmp_path / "repositories" / "lab")
    commit(work, {"bills.ipynb": notebook("# Bills", ("plot()", [picture(7)]))})
    imports = opened(page, lab)

    with serving_http(tmp_path / "repositories") as server:
        page.evaluate("void window.jupyterapp.commands.execute('gofigr:import-repository')")
        address = imports.get_by_label("Address of the repository")
        address.fill(f"http://127.0.0.1:{server.server_port}/nothing/.git")
        address.press("Enter")
        expect(imports.get_by_role("alert").last).to_contain_text("no such repository")
        address.fill(f"http://127.0.0.1:{server.server_port}/lab/.git")
        address.press("Enter")
        expect(imports.get_by_label("main")).to_be_checked()
        assert grave_findings(page, ".gofigr-Imports") == []
        page.screenshot(path=SCREENSHOTS / "imports-repository.png")
        imports.get_by_role("button", name="Import", exact=True).click()
        expect(imports).to_contain_text("1 new picture")
    imports.get_by_role("button", name="Show them").last.click()
    rows = page.locator("#gofigr-tabpanel-work [role=option]")
    expect(rows.filter(has_text="bills.ipynb")).to_have_count(1)
