"""What people say about a figure, beside its picture, in a real browser."""

import base64
import io
import time

import httpx
import pytest
from accessibility import grave_findings
from jupyter_servers import TOKEN
from PIL import Image, ImageDraw
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DOCUMENT = ".gofigr-Doc:visible"


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


@pytest.fixture(scope="module")
def service(lab):
    """The service behind the Jupyter server."""
    headers = {"Authorization": f"token {TOKEN}"}
    url = f"{lab.url}gofigr/api/v1.4.1/"
    with httpx.Client(base_url=url, headers=headers, timeout=60) as http:
        until = time.monotonic() + 60
        while not http.get("workspace/").is_success:  # it is starting
            assert time.monotonic() < until, http.get("workspace/").text
            time.sleep(0.1)
        yield http


@pytest.fixture
def figure(service):
    """A figure with two revisions; the first one has a comment."""
    workspace = service.get("workspace/").json()[0]["api_id"]
    analysis = service.post("analysis/", json={"name": "talk", "workspace": workspace}).json()
    body = {"name": "Bill length by species", "analysis": analysis["api_id"]}
    figure = service.post("figure/", json=body).json()["api_id"]
    revisions = []
    for color in ("orange", "teal"):
        body = {"figure": figure, "metadata": {}, "data": [picture(color)]}
        revisions.append(service.post("revision/", json=body).json()["api_id"])
    say(service, revisions[0], "Is **n** the same? <script>alert(1)</script>")
    return figure, revisions[1]


def say(service, revision, content):
    body = {"target_type": "figure_revision", "target_id": revision, "content": content}
    service.post("comment", json=body).raise_for_status()


def test_people_talk_beside_the_picture(photographed, lab, service, figure):
    page = photographed
    page.goto(f"{lab.url}lab?token={TOKEN}&reset")
    page.wait_for_function(
        "window.jupyterapp?.commands?.hasCommand('gofigr:open-figure')"
        " && window.jupyterapp.restored.then(() => true)"
    )
    page.evaluate(
        "figure => void window.jupyterapp.commands.execute('gofigr:open-figure', {figure})",
        figure[0],
    )
    document = page.locator(DOCUMENT)
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
