"""Questions about a figure, beside its picture and where two revisions meet, in a real browser."""

import base64

import pytest
from accessibility import grave_findings
from engines import MODEL, an_engine
from jupyter_servers import TOKEN
from kept_charts import table_drawn
from playwright.sync_api import expect
from screenshots import pictures
from seeding import a_plot
from services import until

pytestmark = pytest.mark.browser


def plotted(slope):
    def draw(axes):
        axes.plot(range(12), [slope * hour for hour in range(12)], label="body_mass_g")
        axes.set(xlabel="Time (h)", ylabel="Body mass (g)", title="Mass of the flock")

    return table_drawn(draw)


def packed(name, kind, format, content):
    data = base64.b64encode(content).decode()
    return {"name": name, "type": kind, "metadata": {"format": format}, "data": data}


@pytest.fixture(scope="module")
def revisions(service):
    """A figure with two revisions that differ in their data: its id, and theirs."""
    workspace = service.get("workspace/").json()[0]["api_id"]
    titles = {"provider": "local", "titles": True}
    service.put(f"workspace/{workspace}/ai/", json=titles).raise_for_status()
    analysis = service.post("analysis/", json={"name": "flock", "workspace": workspace}).json()
    body = {"name": "Flock", "analysis": analysis["api_id"]}
    figure = service.post("figure/", json=body).json()["api_id"]
    made = []
    for slope in (2, 3):
        picture = packed("figure", "image", "png", a_plot(slope))
        table = packed("plotted data", "dataframe", "parquet", plotted(slope))
        body = {"figure": figure, "metadata": {}, "data": [picture, table]}
        made.append(service.post("revision/", json=body).json()["api_id"])
    wake_worker(service, analysis["api_id"])
    until(lambda: service.get(f"revision/{made[1]}/").json()["ai_title"])
    service.put(f"workspace/{workspace}/ai/", json={"provider": None})
    return figure, made


def wake_worker(service, analysis):
    """Have the service look for work now, and not in a minute: a question elsewhere does."""
    body = {"name": "Another", "analysis": analysis}
    figure = service.post("figure/", json=body).json()["api_id"]
    data = [packed("figure", "image", "png", a_plot(1))]
    service.post("revision/", json={"figure": figure, "metadata": {}, "data": data})
    place = {"target_type": "figure", "target_id": figure, "content": "?"}
    asked = service.post("comment/", json=place).json()["id"]
    service.post(f"comment/{asked}/create_ai_response/").raise_for_status()


def test_figures_answer_questions(photographed, lab, revisions):
    page = photographed
    figure, both = revisions
    in_lab(page, lab)
    execute = "([id, args]) => void window.jupyterapp.commands.execute(id, args)"
    page.evaluate(execute, ["gofigr:open-figure", {"figure": figure}])
    document = page.locator(".gofigr-Doc:visible")
    insight = document.locator(".gofigr-Insight")
    answers = insight.locator(".gofigr-Answer")

    # What it shows, as computed when it was new; its name stays.
    described = document.locator(".gofigr-Described")
    expect(described.get_by_role("heading")).to_have_text("Mass of the flock")
    expect(described).to_contain_text("This is a line chart")
    expect(described).to_contain_text("Computed from the data kept")
    expect(document.get_by_role("heading", level=2)).to_have_text("Flock")

    # A suggested question, answered from the data, with the numbers behind it.
    insight.get_by_role("button", name="Is there a trend?").click()
    expect(answers).to_contain_text("slope 3 g per h")
    expect(answers).to_contain_text("Computed from the data kept")
    answers.get_by_text("behind it").click()
    expect(answers.locator("dl").first).to_contain_text("slope")
    assert grave_findings(page, ".gofigr-Doc") == []

    # The answer joins the discussion, where names stay as they are.
    answers.get_by_role("button", name="Add to the discussion").click()
    comment = document.locator(".gofigr-Comment .gofigr-Prose")
    expect(comment).to_contain_text("body_mass_g")
    expect(comment.locator("blockquote")).to_have_text("Is there a trend?")

    # A question of one's own, by the keyboard.
    document.focus()
    page.keyboard.press("a")
    page.keyboard.type("What is the highest value?")
    page.keyboard.press("Enter")
    expect(answers.nth(1)).to_contain_text("highest with 33 g")

    # What changed, where two revisions are compared.
    page.evaluate(execute, ["gofigr:compare", {"revisions": both}])
    comparison = page.locator(".gofigr-Compare:visible")
    comparison.get_by_role("tab", name="Deep Insight").click()
    comparison.get_by_role("button", name="What changed?").click()
    expect(comparison.locator(".gofigr-Answer")).to_contain_text("slope")
    assert grave_findings(page, ".gofigr-Compare-tabs") == []


@pytest.fixture
def a_model(service):
    """A real model that the workspace has chosen: nonsense, from this machine."""
    workspace = service.get("workspace/").json()[0]["api_id"]
    settings = f"workspace/{workspace}/ai/"
    with an_engine() as url:
        choice = {"provider": "openai", "base_url": url, "model": MODEL, "pictures": False}
        service.put(settings, json=choice).raise_for_status()
        yield
        service.put(settings, json={"provider": "local"}).raise_for_status()


def test_what_goes_to_a_model_is_shown_before_the_first_question(
    photographed, lab, revisions, a_model
):
    page = photographed
    in_lab(page, lab)
    page.evaluate(
        "id => void window.jupyterapp.commands.execute('gofigr:open-figure', {figure: id})",
        revisions[0],
    )
    insight = page.locator(".gofigr-Doc:visible .gofigr-Insight")
    field = insight.get_by_label("Ask about this figure")
    box = insight.get_by_role("group", name="What will be sent")
    answers = insight.locator(".gofigr-Answer")

    # The very text, and where it goes; nothing leaves before somebody says so.
    field.fill("Is it rising?")
    field.press("Enter")
    expect(box.locator("pre")).to_contain_text("Is it rising?")
    expect(box.locator("pre")).to_contain_text("slope")
    expect(box).to_contain_text("127.0.0.1")
    assert grave_findings(page, ".gofigr-Insight") == []
    pictures(page, "consent")
    box.get_by_role("button", name="Do not send").click()
    expect(box).to_have_count(0)
    expect(answers).to_have_count(0)

    # Whoever agrees gets an answer that says whose it is, and is not asked again.
    field.fill("Is it rising?")
    field.press("Enter")
    box.get_by_role("button", name="Send", exact=True).click()
    expect(answers).to_contain_text(MODEL, timeout=180_000)  # it may talk at length
    expect(box).to_have_count(0)


@pytest.fixture
def undecided(service):
    """A workspace that leaves it to the service who answers, also afterwards."""
    workspace = service.get("workspace/").json()[0]["api_id"]
    service.put(f"workspace/{workspace}/ai/", json={}).raise_for_status()
    yield
    service.put(f"workspace/{workspace}/ai/", json={}).raise_for_status()


def test_who_answers_is_chosen_and_tried(photographed, lab, revisions, undecided):
    page = photographed
    in_lab(page, lab)
    page.evaluate(
        "id => void window.jupyterapp.commands.execute('gofigr:open-figure', {figure: id})",
        revisions[0],
    )
    insight = page.locator(".gofigr-Doc:visible .gofigr-Insight")
    insight.get_by_role("button", name="who answers").click()
    settings = page.locator(".gofigr-Answering:visible")
    said = settings.get_by_role("status")

    # Nobody has chosen: the service computes.
    expect(settings.get_by_role("radio", name="As the service")).to_be_checked()
    expect(settings).to_contain_text("Now the service itself.")
    assert grave_findings(page, ".gofigr-Answering") == []

    # A model that is not there: what was refused stands at its field, and a test says why.
    settings.get_by_role("radio", name="OpenAI-compatible").check()
    settings.get_by_label("Address").fill("nowhere")
    settings.get_by_label("Model", exact=True).fill("tiny")
    settings.get_by_label("Model", exact=True).press("Enter")
    expect(settings.get_by_role("alert")).to_contain_text("is not the address of a model")
    expect(settings.get_by_label("Address")).to_be_focused()
    settings.get_by_label("Address").fill("http://127.0.0.1:9/v1")
    settings.get_by_label("Tries after a failure").fill("0")
    settings.get_by_label("Key").fill("secret")
    settings.get_by_role("button", name="Test").click()
    expect(said).to_contain_text("It does not work.")
    settings.get_by_label("Titles and descriptions").check()
    settings.get_by_role("button", name="Save").click()
    expect(said).to_have_text("Saved.")
    assert grave_findings(page, ".gofigr-Answering") == []

    # The figure tells at once where questions go.
    page.get_by_role("tab", name="Flock").click()
    expect(insight).to_contain_text("Questions are sent to 127.0.0.1")

    # It is still chosen the next time; the key is kept, and not shown.
    in_lab(page, lab)
    page.evaluate("window.jupyterapp.commands.execute('gofigr:deep-insight-settings')")
    expect(settings.get_by_role("radio", name="OpenAI-compatible")).to_be_checked()
    expect(settings.get_by_label("Titles and descriptions")).to_be_checked()
    expect(settings.get_by_label("Key")).to_have_value("")
    expect(settings).to_contain_text("A key is kept")

    # And back.
    settings.get_by_role("radio", name="The service itself").check()
    settings.get_by_role("button", name="Save").click()
    expect(said).to_have_text("Saved.")
    settings.get_by_role("button", name="Test").click()
    expect(said).to_have_text("It works. Answers are computed here.")


def in_lab(page, lab):
    """JupyterLab, with nothing open."""
    page.goto(f"{lab.url}lab?token={TOKEN}&reset")
    page.wait_for_function(
        "window.jupyterapp?.commands?.hasCommand('gofigr:compare')"
        " && window.jupyterapp.restored.then(() => true)"
    )
