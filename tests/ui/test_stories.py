"""Stories about figures, written and presented in JupyterLab, in a real browser."""

import base64
import re

import pytest
from accessibility import grave_findings
from jupyter_servers import TOKEN
from kept_charts import table_drawn
from playwright.sync_api import expect
from seeding import a_plot

pytestmark = pytest.mark.browser


def packed(name, kind, format, content):
    data = base64.b64encode(content).decode()
    return {"name": name, "type": kind, "metadata": {"format": format}, "data": data}


def plotted(axes):
    axes.plot(range(12), [2 * hour for hour in range(12)])
    axes.set(xlabel="Time (h)", ylabel="Body mass (g)")


def add_revision(service, figure, look):
    picture = packed("figure", "image", "png", a_plot(look))
    table = packed("plotted data", "dataframe", "parquet", table_drawn(plotted))
    body = {"figure": figure, "metadata": {}, "data": [picture, table]}
    return service.post("revision/", json=body).json()["api_id"]


@pytest.fixture(scope="module")
def figures(service):
    """The workspace, and two figures of one revision each, by their names."""
    workspace = service.get("workspace/").json()[0]["api_id"]
    analysis = service.post("analysis/", json={"name": "told", "workspace": workspace}).json()
    made = {}
    for look, name in enumerate(("Told mass", "Told bills")):
        body = {"name": name, "analysis": analysis["api_id"]}
        made[name] = service.post("figure/", json=body).json()["api_id"]
        add_revision(service, made[name], look)
    return workspace, made


@pytest.fixture(scope="module")
def lab_window(window, lab, figures):
    window.goto(f"{lab.url}lab?token={TOKEN}&reset")
    window.wait_for_function(
        "window.jupyterapp?.commands?.hasCommand('gofigr:new-story')"
        " && window.jupyterapp.restored.then(() => true)"
    )
    return window


def execute(page, command, **args):
    page.evaluate(
        "([id, args]) => void window.jupyterapp.commands.execute(id, args)", [command, args]
    )


def story_in(service, workspace):
    (story,) = service.get(f"story/?workspace={workspace}").json()
    return story


def kept(document):
    return document.locator(".gofigr-Story-kept")


def test_a_story_is_made_of_chosen_figures_and_written(lab_window, photographed, service, figures):
    page = lab_window
    workspace, _ = figures
    execute(page, "gofigr:new-story", workspace=workspace)
    document = page.locator(".gofigr-Story:visible")
    slides = document.locator(".gofigr-Slide")

    # Two figures are chosen, in the order of choice.
    picker = document.locator(".gofigr-Picker")
    picker.get_by_label("Search figures").fill("Told")
    picker.get_by_label("Told mass").check()
    picker.get_by_label("Told bills").check()
    picker.get_by_role("button", name="Add 2 figures").click()
    expect(slides).to_have_count(3)
    expect(slides.nth(1).get_by_role("link")).to_have_text("Told mass, revision 1")
    expect(slides.nth(1).locator("img")).to_be_visible()

    # The missing texts are written from the data, and say so.
    document.get_by_role("button", name="Write the missing texts").click()
    expect(document.get_by_text("Computed from the data kept").first).to_be_visible()
    expect(slides).to_have_count(7)
    expect(document.get_by_text("Writing")).to_have_count(0)
    assert grave_findings(page, ".gofigr-Story") == []

    # Alt and arrows move a slide, whose focus stays; it is announced.
    grip = document.get_by_role("button", name="Move slide 7, Conclusion")
    grip.focus()
    page.keyboard.press("Alt+ArrowUp")
    moved = document.get_by_role("button", name="Move slide 6, Conclusion")
    expect(moved).to_be_focused()
    expect(document.get_by_role("status").first).to_have_text("Now slide 6 of 7.")

    # What was done can be undone, and what was written since stays.
    document.get_by_label("Title of slide 1").fill("What mass tells")
    grip = document.get_by_role("button", name="Move slide 6, Conclusion")
    grip.focus()
    page.keyboard.press("Control+z")
    expect(document.get_by_role("button", name="Move slide 7, Conclusion")).to_be_visible()
    document.get_by_role("button", name="Remove slide 4").click()
    expect(slides).to_have_count(6)

    expect(kept(document)).to_have_text("Saved")
    story = story_in(service, workspace)
    assert story["title"] == "What mass tells"
    assert len(story["slides"]) == 6
    assert story["name"] == "What mass tells"
    kinds = [slide["slide_type"] for slide in story["slides"]]
    assert kinds.count("figure") == 2


def test_a_newer_revision_is_told_and_taken(lab_window, photographed, service, figures):
    page = lab_window
    _, made = figures
    document = page.locator(".gofigr-Story:visible")
    slide = document.locator(".gofigr-Slide", has_text="Told bills, revision 1")
    expect(slide).to_have_count(1)

    add_revision(service, made["Told bills"], 5)

    expect(slide).to_contain_text("Revision 2 is newer.")
    slide.get_by_role("button", name="Use the newest").click()
    expect(document.get_by_role("link", name="Told bills, revision 2")).to_be_visible()


def test_what_somebody_else_saved_meanwhile_is_put_together(
    lab_window, photographed, service, figures
):
    page = lab_window
    workspace, _ = figures
    document = page.locator(".gofigr-Story:visible")
    expect(kept(document)).to_have_text("Saved")
    story = story_in(service, workspace)
    first, *others = story["slides"]
    theirs = [{**first, "content": "Theirs"}, *others]

    document.get_by_label("Title of slide 2").fill("Mine")
    service.patch(f"story/{story['api_id']}/", json={"slides": theirs})

    expect(document.get_by_label("Text of slide 1", exact=True)).to_have_value("Theirs")
    expect(document.get_by_label("Title of slide 2")).to_have_value("Mine")
    expect(kept(document)).to_have_text("Saved")
    title, second, *_ = story_in(service, workspace)["slides"]
    assert (title["content"], second["title"]) == ("Theirs", "Mine")


def test_a_slide_is_dragged_to_another_place(lab_window, photographed):
    page = lab_window
    document = page.locator(".gofigr-Story:visible")
    document.locator(".gofigr-Slide").first.scroll_into_view_if_needed()
    title = document.get_by_role("button", name="Move slide 1, Title")

    title.drag_to(document.locator(".gofigr-Slide").nth(1), target_position={"x": 200, "y": 120})

    expect(document.get_by_role("button", name="Move slide 2, Title")).to_be_visible()
    document.get_by_role("button", name="Undo").click()
    expect(title).to_be_visible()


def test_a_figure_is_added_to_a_chosen_story(lab_window, photographed, figures):
    page = lab_window
    _, made = figures
    document = page.locator(".gofigr-Story:visible")

    execute(page, "gofigr:add-to-story", figure=made["Told mass"])
    page.locator(".jp-Dialog select").select_option(index=1)
    page.get_by_role("button", name="Add", exact=True).click()

    added = document.get_by_role("status").first
    expect(added).to_have_text("Added as slide 6 of 7.")
    document.get_by_role("button", name="Undo").click()
    expect(added).to_have_text("Undone.")
    expect(kept(document)).to_have_text("Saved")


def test_a_story_is_presented_by_keys(lab_window, photographed):
    page = lab_window
    document = page.locator(".gofigr-Story:visible")
    document.locator(".gofigr-Slide-grip").first.focus()

    page.keyboard.press("p")
    show = page.get_by_role("dialog")
    expect(show.get_by_role("heading")).to_have_text("What mass tells")
    expect(show.get_by_role("status")).to_have_text("1 of 6")
    page.keyboard.press("End")
    expect(show.get_by_role("status")).to_have_text("6 of 6")
    page.keyboard.press("n")
    expect(show.get_by_text("This slide has no notes.")).to_be_visible()
    assert grave_findings(page, ".gofigr-Show") == []
    page.keyboard.press("Escape")

    expect(show).to_have_count(0)
    expect(document.locator(".gofigr-Slide-grip").first).to_be_focused()


def test_a_story_is_downloaded_in_the_chosen_format(lab_window, photographed):
    page = lab_window
    document = page.locator(".gofigr-Story:visible")

    document.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="PowerPoint").click()

    assert re.fullmatch(r"What mass tells\.pptx", download.value.suggested_filename)


def test_stories_stand_in_all_my_work(lab_window, photographed):
    page = lab_window
    page.evaluate("window.jupyterapp.shell.activateById('gofigr-panel')")
    page.get_by_role("tab", name="All my work").click()
    panel = page.locator(".gofigr-Panel")

    panel.get_by_label("What to list").select_option("story")

    row = panel.locator(".gofigr-Row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("6 slides")
    expect(panel.get_by_role("button", name="New story")).to_be_visible()
    tops = panel.get_by_role("tab").evaluate_all(
        "tabs => [...new Set(tabs.map(tab => tab.getBoundingClientRect().top))]"
    )
    assert len(tops) == 1
