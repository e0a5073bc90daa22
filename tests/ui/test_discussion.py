"""What people say about a figure, beside its picture, in a real browser."""

import base64
import io
import json

import httpx
import pytest
from accessibility import grave_findings
from jupyter_servers import TOKEN
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from screenshots import pictures

pytestmark = pytest.mark.browser

DOCUMENT = ".gofigr-Doc:visible"
ABOVE = """([number, point]) => {
    const lives = [...document.querySelectorAll('.gofigr-Picture-live')];
    const live = lives.find(each => each.offsetParent);  // of the document in front
    const mark = live?.querySelector(`[aria-label^="Place ${number},"]`);
    const dot = live?.querySelectorAll('.scatterlayer .point')[point];
    if (!mark || !dot) {
        return false;
    }
    const [upper, lower] = [mark, dot].map(each => each.getBoundingClientRect());
    const across = upper.x + upper.width / 2 - lower.x - lower.width / 2;
    const down = lower.y + lower.height / 2 - upper.bottom;
    return Math.abs(across) < 2 && down > 3 && down < 7;
}"""


def picture(color, size=(900, 600)):
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((200, 150, 500, 450), fill=color)
    file = io.BytesIO()
    image.save(file, "PNG")
    return {
        "name": "figure",
        "type": "image",
        "metadata": {"format": "png"},
        "data": base64.b64encode(file.getvalue()).decode(),
    }


def alive(*heights):
    """A plotly figure of two series; these are the heights of the second one."""
    traces = [
        {"name": "Adelie", "x": [1, 2, 3], "y": [3, 1, 2], "mode": "markers"},
        {"name": "Gentoo", "x": {"dtype": "i1", "bdata": "AQID"}, "y": heights, "mode": "markers"},
    ]
    spec = {"data": [{"type": "scatter", **trace} for trace in traces], "layout": {}}
    return {
        "name": "figure",
        "type": "text",
        "metadata": {"format": "json", "mime": "application/vnd.plotly.v1+json"},
        "data": base64.b64encode(json.dumps(spec).encode()).decode(),
    }


@pytest.fixture(scope="module")
def service(service_of_a_team):
    return service_of_a_team


@pytest.fixture(scope="module")
def bob(team):
    """Somebody else, who may see it all."""
    headers = {"Authorization": f"Token {team.key_of_bob}"}
    with httpx.Client(base_url=f"{team.url}/api/v1.4.1/", headers=headers, timeout=60) as http:
        yield http


@pytest.fixture
def figure(service):
    """A figure with two revisions; the first one has a comment."""
    figure = named(service, "Bill length by species")
    revisions = [revised(service, figure, picture(color)) for color in ("orange", "teal")]
    say(service, revisions[0], "Is **n** the same? <script>alert(1)</script>")
    return figure, revisions[1]


def named(service, name):
    """A new figure without revisions."""
    workspace = service.get("workspace/").json()[0]["api_id"]
    analysis = service.post("analysis/", json={"name": "talk", "workspace": workspace}).json()
    body = {"name": name, "analysis": analysis["api_id"]}
    return service.post("figure/", json=body).json()["api_id"]


def revised(service, figure, *data):
    """A new revision of a figure; its id."""
    body = {"figure": figure, "metadata": {}, "data": data}
    answer = service.post("revision/", json=body)
    answer.raise_for_status()
    return answer.json()["api_id"]


def say(service, target, content, kind="figure_revision"):
    body = {"target_type": kind, "target_id": target, "content": content}
    service.post("comment", json=body).raise_for_status()


@pytest.fixture(scope="module")
def opened_lab(window, lab_of_a_team):
    """JupyterLab without a notebook."""
    window.goto(f"{lab_of_a_team.url}lab?token={TOKEN}&reset")
    window.wait_for_function(
        "window.jupyterapp?.commands?.hasCommand('gofigr:open-figure')"
        " && window.jupyterapp.restored.then(() => true)"
    )
    return window


def open_document(page, figure):
    page.evaluate(
        "figure => void window.jupyterapp.commands.execute('gofigr:open-figure', {figure})",
        figure,
    )
    return page.locator(DOCUMENT)


def test_the_number_of_comments_stands_at_the_figure(opened_lab, photographed, service, figure):
    page = opened_lab
    page.evaluate("void window.jupyterapp.commands.execute('gofigr:show-work')")
    row = page.locator(".gofigr-Row").first
    expect(row.get_by_role("img", name="1 comment", exact=True)).to_have_text("1")

    say(service, figure[1], "Yes, 333")

    expect(row.get_by_role("img", name="2 comments")).to_have_text("2")
    assert grave_findings(page, ".gofigr-Panel") == []


def test_people_talk_beside_the_picture(opened_lab, photographed, service, figure):
    page = photographed
    document = open_document(page, figure[0])
    talk = document.locator(".gofigr-Discussion")
    threads = talk.locator(".gofigr-Thread")

    # What was said about the revision before comes along, and nothing in it runs.
    expect(threads).to_have_count(1)
    expect(threads.first).to_contain_text("about revision 1")
    expect(threads.first.locator(".gofigr-Prose strong")).to_have_text("n")
    expect(talk.locator("script")).to_have_count(0)

    # M, some words, a place by the keyboard, and off it goes.
    document.focus()
    page.keyboard.press("m")
    expect(talk.get_by_role("textbox", name="Write a comment")).to_be_focused()
    page.keyboard.type("Why is this so large?")
    talk.get_by_role("button", name="Point at the picture").click()
    expect(document.locator(".gofigr-Pointing")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    talk.get_by_role("button", name="Comment", exact=True).click()
    expect(threads).to_have_count(2)
    mark = document.get_by_role("button", name="Place 1, by")
    mark.click()
    expect(threads.nth(1)).to_have_attribute("data-chosen", "true")

    # A reaction by the keyboard, taken back by a click.
    threads.nth(1).get_by_role("button", name="React").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    reaction = threads.nth(1).get_by_role("button", name="👎 by you")
    expect(reaction).to_have_attribute("aria-pressed", "true")
    reaction.click()
    expect(reaction).to_have_count(0)

    # An answer, changed; the thread resolved; a deletion undone.
    threads.first.get_by_role("button", name="Reply").click()
    page.keyboard.type("yes, 333")
    page.keyboard.press("Control+Enter")
    expect(threads.first.locator(".gofigr-Comment")).to_have_count(2)
    answer = threads.first.locator(".gofigr-Comment").nth(1)
    answer.hover()
    answer.get_by_role("button", name="Edit").click()
    page.keyboard.press("End")
    page.keyboard.type(" rows")
    page.keyboard.press("Control+Enter")
    expect(answer).to_contain_text("edited")
    answer.hover()
    answer.get_by_role("button", name="Delete").click()
    expect(answer).to_contain_text("will be deleted")
    answer.get_by_role("button", name="Undo").click()
    expect(answer).to_contain_text("yes, 333 rows")
    expect(talk.locator("h3")).to_have_text("Discussion (3)")
    assert grave_findings(page, ".gofigr-Doc") == []
    threads.first.get_by_role("button", name="Resolve").click()
    expect(threads.first).to_contain_text("Resolved by you")

    # What somebody says elsewhere appears by itself.
    say(service, figure[1], "Said elsewhere")
    expect(threads).to_have_count(3)


def test_comments_point_at_the_points_of_a_live_figure(opened_lab, photographed, service):
    page = photographed
    figure = named(service, "Masses by species")
    revised(service, figure, picture("teal"), alive(4, 5, 6))
    document = open_document(page, figure)
    talk = document.locator(".gofigr-Discussion")
    threads = talk.locator(".gofigr-Thread")
    points = document.locator(".js-plotly-plot .scatterlayer .point")
    expect(points).to_have_count(6)

    # By a click on the figure, also from its still picture.
    document.get_by_role("button", name="Picture", exact=True).click()
    talk.get_by_role("button", name="Point at the data").click()
    expect(document.get_by_role("slider", name="Point")).to_be_focused()
    hit(page, points.nth(1))
    expect(talk.get_by_role("button", name="Points at Adelie (2, 1)")).to_be_visible()
    page.keyboard.type("Why so low?")
    page.keyboard.press("Control+Enter")
    expect(threads).to_have_count(1)
    expect(threads.first).to_contain_text("at Adelie (2, 1)")

    # By the keyboard.
    talk.get_by_role("button", name="Point at the data").click()
    choice = document.get_by_role("group", name="Choose a point")
    choice.get_by_label("Series").select_option("Gentoo")
    slider = choice.get_by_role("slider", name="Point")
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "Gentoo (3, 6)")
    assert grave_findings(page, ".gofigr-Doc") == []
    pictures(page, "points-choice")
    slider.press("Enter")
    page.keyboard.type("And so high?")
    page.keyboard.press("Control+Enter")
    expect(threads).to_have_count(2)

    # The marks lie at their points, also where the figure was zoomed.
    first = document.get_by_role("button", name="Place 1, by")
    expect_above(page, 1, 1)
    expect_above(page, 2, 5)
    document.locator(".gofigr-Picture-live").scroll_into_view_if_needed()
    low = points.nth(1).bounding_box()
    drag(page, (low["x"] - 60, low["y"] - 60), (low["x"] + 90, low["y"] + 12))
    expect(document.get_by_role("button", name="Place 2, by")).to_have_count(0)
    expect_above(page, 1, 1)
    first.click()
    expect(threads.first).to_have_attribute("data-chosen", "true")

    # A later revision: the one is elsewhere, the other one is no more.
    revised(service, figure, picture("navy"), alive(4, 5, 7))
    document.get_by_role("button", name="The next revision").click()
    expect(threads.nth(1)).to_contain_text("its place is lost on this revision")
    expect(threads.first).not_to_contain_text("lost")
    expect(points).to_have_count(6)
    expect(first).to_be_visible()
    expect(document.get_by_role("button", name="Place 2, by")).to_have_count(0)
    expect_above(page, 1, 1)
    pictures(page, "points-marks")


def hit(page, point):
    """Click a point of a figure that is alive: plotly wants to be hovered over before."""
    place = point.bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext").first).to_be_visible()
    page.mouse.down()
    page.mouse.up()


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def expect_above(page, number, point):
    """Wait until a mark stands right above a point of the figure that is alive."""
    page.wait_for_function(ABOVE, arg=[number, point])


def test_a_figure_is_reviewed_in_its_head(opened_lab, photographed, service, figure):
    page = photographed
    document = open_document(page, figure[0])
    chip = document.get_by_title("Review")
    expect(chip).to_have_text("Draft")

    # Somebody is asked, whose name is completed.
    chip.click()
    sheet = document.get_by_role("region", name="Review")
    names = sheet.get_by_label("Reviewers, by user name")
    names.fill("a")
    expect(sheet.locator("datalist option").first).to_have_attribute("value", "ann")
    names.fill("ann")
    sheet.get_by_label("What for").fill("for the paper")
    page.keyboard.press("Enter")
    expect(chip).to_have_text("In review")
    expect(sheet).to_contain_text("for the paper")
    assert grave_findings(page, ".gofigr-Doc") == []

    # Approved, frozen: what it refuses is told where it was tried.
    sheet.get_by_role("button", name="Approve revision 2").click()
    expect(chip).to_have_text("✓ Approved")
    expect(document.locator(".gofigr-Timeline")).to_contain_text("approved by you")
    sheet.get_by_role("button", name="Freeze").click()
    expect(chip).to_have_text("Frozen")
    document.get_by_role("button", name="Rename").click()
    page.keyboard.type("Another name")
    page.keyboard.press("Enter")
    expect(document.locator(".gofigr-Doc-said")).to_contain_text("frozen")

    # A newer revision needs a new approval.
    sheet.get_by_role("button", name="Unfreeze").click()
    expect(chip).to_have_text("✓ Approved")
    revised(service, figure[0], picture("navy"))
    expect(chip).to_have_text("Draft, approval lapsed")


def test_the_inbox_tells_what_others_say_and_leads_there(
    opened_lab, photographed, service, bob, figure
):
    page = photographed
    page.evaluate("void window.jupyterapp.commands.execute('gofigr:show-panel')")
    tab = page.get_by_role("tab", name="Inbox")
    tab.click()
    panel = page.get_by_role("tabpanel", name="Inbox")
    expect(panel).to_contain_text("Nothing is new")

    # What somebody says comes by itself, with the picture that it is about.
    say(bob, figure[1], "Why so **short**, @ann?")
    say(bob, figure[0], "And this?", "figure")
    expect(tab).to_contain_text("2")
    notices = panel.get_by_role("listitem")
    expect(notices).to_have_count(2)
    expect(notices.nth(1)).to_contain_text("bob mentioned you")
    expect(notices.nth(1).locator("img")).to_be_visible()
    assert grave_findings(page, ".gofigr-Panel") == []
    pictures(page, "inbox")

    # It leads to the comment, and is read then; the other one by the dot.
    notices.nth(1).get_by_role("button", name="Bill length").click()
    chosen = page.locator(f"{DOCUMENT} .gofigr-Thread[data-chosen]")
    expect(chosen).to_contain_text("Why so short")
    expect(tab).to_contain_text("1")
    notices.first.get_by_role("button", name="Mark as read").click()
    expect(tab.get_by_role("img")).to_have_count(0)

    # How one is told is chosen behind the gear.
    panel.get_by_role("button", name="How you are told").click()
    answers = panel.get_by_label("Somebody answers you")
    answers.select_option("off")
    expect(answers).to_have_value("off")
    assert service.get("notification/preferences").json()["reply"] == "off"
    pictures(page, "inbox-ways")
