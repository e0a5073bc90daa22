"""Questions about figures over the wire, answered by this service itself."""

import asyncio
import json

import pytest
from factories import PNG
from kept_charts import table_drawn
from services import until

from gofigr_jupyter.ids import new_id
from gofigr_jupyter.service.domain.insight.model import NOTHING_CHOSEN, Provider
from gofigr_jupyter.service.domain.people.attempts import MOST_QUESTIONS

CODE = {"language": "Python", "format": "text"}


def plotted(values, **labels):
    def draw(axes):
        axes.plot(range(len(values)), values, label="dose")
        axes.set(**labels)

    return ("plotted data", "dataframe", {"format": "parquet"}, table_drawn(draw))


def cell(source, name="Jupyter Cell", **more):
    return (name, "code", {**CODE, **more}, source.encode())


@pytest.fixture
def figure(site, ann):
    return site.figure(ann, name="Uptake")


@pytest.fixture
def first(site, ann, figure):
    data = plotted([1, 2, 3, 4], xlabel="Time (h)", ylabel="Dose (mg)", title="Uptake of the drug")
    return site.revision(
        ann, figure, ("figure", "image", {"format": "png"}, PNG), data, cell("plot(1)")
    )


@pytest.fixture
def second(site, ann, figure, first):
    data = plotted([1, 2, 3, 9], xlabel="Time (h)", ylabel="Dose (mg)", title="Uptake of the drug")
    tables = ("doses", "dataframe", {"format": "csv"}, b"a,b\n1,2\n")
    metadata = {
        "provenance": {
            "slice": [
                {"execution_count": 1, "confidence": "unsure"},
                {"execution_count": 2, "confidence": "sure"},
            ],
            "inputs": [{"path": "doses.csv", "size": 12, "blake3": "ab", "via": "open"}],
        }
    }
    return site.revision(
        ann,
        figure,
        data,
        cell("plot(2)\nshow()"),
        cell("import pandas", "Input Cell [1]", execution_count=1),
        tables,
        metadata=json.dumps(metadata),
    )


def ask(api, by, revision, prompt, **more):
    body = {"figure_revision": revision.id, "prompt": prompt, **more}
    return api.post("deep_insight/", body, by=by)


def test_a_question_is_answered_with_its_facts_and_who_answers(api, ann, first):
    answer = ask(api, ann, first, "What is the highest value?").json()

    assert answer["response"] == "“dose” is highest with 4 mg, at Time = 3 h."
    assert (answer["provider"], answer["model"], answer["origin"]) == ("local", "facts", "computed")
    assert (answer["figure_revision"], answer["digest"]) == (first.id, None)
    assert answer["link"] == f"/r/{first.id}"
    assert answer["facts"] == [
        {
            "topic": "maximum",
            "text": answer["response"],
            "numbers": {"value": 4, "x": 3},
            "method": "",
            "series": ["“dose”"],
        }
    ]


def test_without_a_question_the_figure_is_described(api, ann, first):
    told = ask(api, ann, first, "").json()["response"]

    assert told.startswith("This is a line chart with 1 named series: “dose”. Its title is")
    assert "slope 1 mg per h" in told


def test_a_figure_without_its_numbers_says_so(api, site, ann):
    told = ask(api, ann, site.revision(ann), "What is the maximum?").json()["response"]

    assert told.startswith(
        "I cannot tell from the data kept. The numbers that this revision shows are not kept"
    )


def test_what_changed_since_the_revision_before_is_told(api, ann, first, second):
    told = ask(api, ann, second, "What changed?").json()["response"]

    assert "“dose”: 1 of 4 values changed; the largest step is +5 mg, at Time = 3 h" in told
    assert told.endswith("The code of its cell changed: 2 lines came, 1 went.")


def test_two_revisions_are_compared(api, ann, first, second):
    body = {"left_revision": second.id, "right_revision": first.id}

    answer = api.post("deep_insight/compare/", body, by=ann).json()

    assert answer["facts"][0]["numbers"]["largest"] == -5
    assert answer["figure_revision"] == first.id


def test_revisions_that_are_alike_are_said_to_be_alike(api, ann, first):
    body = {"left_revision": first.id, "right_revision": first.id}

    answer = api.post("deep_insight/compare/", body, by=ann).json()

    assert answer["response"] == (
        "The plotted data did not change. The code of its cell did not change."
    )


def test_the_code_is_told_in_the_order_in_which_it_ran(api, ann, second):
    told = api.post("deep_insight/figure_code/", {"figure_revision": second.id}, by=ann).json()

    assert told["code"] == ("# Input Cell [1]\nimport pandas\n\n# Jupyter Cell\nplot(2)\nshow()")
    assert [piece["confidence"] for piece in told["pieces"]] == ["unsure", "sure"]


def test_data_in_and_out_are_listed(api, ann, second):
    told = api.post("deep_insight/datasets/", {"figure_revision": second.id}, by=ann).json()

    (file,) = told["external_data"]
    assert (file["name"], file["kind"], file["via"], file["kept"]) == (
        "doses.csv",
        "file",
        "open",
        "not kept",
    )
    assert [each["name"] for each in told["ai_inputs"]] == ["doses.csv", "doses"]
    assert [each["kind"] for each in told["ai_outputs"]] == ["plotted data"]


def test_a_text_is_searched_for_the_words_of_a_question(api, ann):
    text = "We grew oak and elm. Oak grew fastest of all. Elm died."

    answer = api.post(
        "deep_insight/text_only/", {"text": text, "prompt": "Which grew fastest?"}, by=ann
    )

    assert "“Oak grew fastest of all.”" in answer.json()["response"]


def test_a_check_says_who_answers(api, ann, first):
    told = api.post("deep_insight/check/", {"figure_revision": first.id}, by=ann).json()

    assert told == {
        "available": True,
        "messages": [],
        "provider": "local",
        "model": "facts",
        "origin": "computed",
        "previewed": True,
    }


def test_nothing_is_sent_by_the_local_provider(api, ann, first):
    told = api.post("deep_insight/preview/", {"figure_revision": first.id}, by=ann).json()

    assert (told["host"], told["text"], told["size_bytes"], told["digest"]) == (None, "", 0, None)


def test_stories_are_written_from_facts(api, ann, first, second):
    figure = api.post("deep_insight/story/figure/", {"figure_revision": first.id}, by=ann).json()
    body = {"revisions": [first.id, second.id]}
    around = api.post("deep_insight/story/overviews/", body, by=ann).json()
    body = {"text": "One. Two. Three. Four.", "prompt": "make it shorter"}
    refined = api.post("deep_insight/story/refine/", body, by=ann).json()

    assert figure["title"] == "Uptake of the drug"
    assert figure["response"].startswith("This is a line chart with 1 named series: “dose”.")
    assert "slope 1 mg per h" in figure["response"]
    assert around["introduction"] == "This story shows 2 figures: “Uptake”."
    assert "doses.csv" in around["data"]
    assert around["origin"] == "computed"
    assert refined["response"] == "One. Two."


def test_an_answer_streams_sentence_by_sentence(app, api, ann, first):
    events = streamed(app, api, ann, first, "minimum and maximum?")

    assert [name for name, _ in events] == ["start", "text", "text", "done"]
    assert events[0][1]["provider"] == "local"
    assert events[1][1]["text"] == "“dose” is highest with 4 mg, at Time = 3 h."
    assert events[1][1]["facts"][0]["numbers"] == {"value": 4, "x": 3}
    assert events[3][1]["response"] == f"{events[1][1]['text']} {events[2][1]['text']}"


def streamed(app, api, by, revision, prompt):
    """The events of an answer."""
    body = json.dumps({"figure_revision": revision.id, "prompt": prompt, "stream": True}).encode()
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1.4.1/deep_insight/",
        "query_string": b"",
        "headers": [(b"authorization", by.header.encode())],
    }
    asked, sent = [], []

    async def receive():
        if asked:
            await asyncio.Event().wait()
        asked.append(True)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    api._runner.run(app(scope, receive, send))
    text = b"".join(message.get("body", b"") for message in sent).decode()
    blocks = [dict(line.split(": ", 1) for line in b.splitlines()) for b in text.split("\n\n") if b]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def test_questions_are_counted(api, ann, bob, first):
    ask(api, ann, first, "max?")
    ask(api, ann, first, "min?")

    told = api.get("ai/usage/", by=ann).json()

    assert told["questions"] == 2
    assert [(p["provider"], p["questions"]) for p in told["providers"]] == [("local", 2)]
    assert told["quotas"][0] == {
        "workspace": first.workspace_id,
        "used": 0,
        "limit": None,
        "remaining": None,
    }
    assert api.get("ai/usage/", by=bob).json()["questions"] == 0


def test_who_asks_too_fast_is_told_when_to_go_on(api, site, ann):
    revision = site.revision(ann)
    for _ in range(MOST_QUESTIONS):
        site.service.attempts.count(("question of user", ann.actor.user_id))

    answer = ask(api, ann, revision, "max?")

    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 60


def test_a_comment_is_answered_by_a_task(api, ann, first):
    place = {"target_type": "figure_revision", "target_id": first.id}
    asked = api.post("comment/", {**place, "content": "What is the maximum?"}, by=ann).json()

    made = api.post(f"comment/{asked['id']}/create_ai_response/", by=ann)

    assert (made.status_code, made.json()["content"]) == (201, "")
    path = f"comment/{made.json()['id']}/"
    filled = until(lambda: (c := api.get(path, by=ann).json())["content"] and c)
    assert filled["content"] == "“dose” is highest with 4 mg, at Time = 3 h."
    assert filled["answered_by"] == {"provider": "local", "model": "facts", "origin": "computed"}
    assert filled["parent_comment_id"] == asked["id"]
    assert asked["answered_by"] is None


def test_comments_on_data_are_not_answered(api, ann, first):
    asset = api.post("asset/", {"name": "a", "workspace": first.workspace_id}, by=ann).json()
    place = {"target_type": "asset", "target_id": asset["api_id"]}
    asked = api.post("comment/", {**place, "content": "What is it?"}, by=ann).json()

    refused = api.post(f"comment/{asked['id']}/create_ai_response/", by=ann)

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")


SETTINGS = "workspace/{}/ai/"


def test_the_local_provider_is_chosen_without_an_address(api, ann, first):
    path = SETTINGS.format(first.workspace_id)

    before = api.get(path, by=ann).json()
    chosen = api.put(path, {"provider": "local", "retries": 1}, by=ann).json()
    back = api.put(path, {}, by=ann).json()

    assert (before["provider"], before["inherited"]) == ("local", True)
    assert chosen["of_service"] == {"provider": "local", "model": "facts"}
    assert (chosen["provider"], chosen["retries"], chosen["inherited"]) == ("local", 1, False)
    assert (back["retries"], back["inherited"]) == (2, True)


REFUSED = {
    "an unknown provider": ({"provider": "oracle"}, "provider"),
    "no model": ({"provider": "openai", "base_url": "https://models.example/v1"}, "model"),
    "no address": ({"provider": "openai", "model": "m"}, "base_url"),
    "an address that is not allowed": (
        {"provider": "openai", "model": "m", "base_url": "http://169.254.169.254/v1"},
        "base_url",
    ),
    "a password in the address": (
        {"provider": "openai", "model": "m", "base_url": "https://a:b@models.example/v1"},
        "base_url",
    ),
    "another scheme": ({"provider": "openai", "model": "m", "base_url": "file:///etc"}, "base_url"),
    "an incomplete key": (
        {
            "provider": "bedrock",
            "model": "m",
            "base_url": "https://bedrock-runtime.eu-central-1.amazonaws.com",
            "key": "only-an-id",
        },
        "key",
    ),
    "too long a time": ({"provider": "local", "timeout_seconds": 9999}, "timeout_seconds"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_settings_that_cannot_be_used_are_refused(api, ann, first, name):
    body, field = REFUSED[name]
    path = SETTINGS.format(first.workspace_id)

    answers = [api.put(path, body, by=ann), api.post(f"{path}test/", body, by=ann)]

    for answer in answers:
        assert (answer.status_code, answer.json()["field"]) == (400, field), answer.text
    assert api.get(path, by=ann).json()["inherited"] is True


def test_who_only_reads_by_a_share_gets_computed_answers(api, site, ann, bob, first):
    """Models cost the workspace money; whoever holds a link must not spend it."""
    chosen = vars(NOTHING_CHOSEN) | {
        "id": new_id(),
        "workspace_id": first.workspace_id,
        "provider": Provider.OPENAI,
        "base_url": "https://models.example/v1",
    }
    site.database.write(lambda tx: tx.ai_choices.put(type(NOTHING_CHOSEN)(**chosen)))
    api.post(f"revision/{first.id}/share/link/", {"enabled": True}, by=ann)

    assert ask(api, bob, first, "max?").json()["provider"] == "local"


BROKEN = {
    "": ({"figure_revision": "nothing"}, "figure_revision"),
    "compare/": ({"left_revision": "x", "right_revision": "y"}, "figure_revision"),
    "text_only/": ({"text": "a", "prompt": "x" * 20_001}, "prompt"),
    "figure_code/": ({}, None),
    "story/overviews/": ({"revisions": []}, "revisions"),
    "check/": ({"figure_revision": 3}, "figure_revision"),
}


@pytest.mark.parametrize("path", BROKEN)
def test_a_body_that_does_not_fit_is_refused_with_its_field(api, ann, path):
    body, field = BROKEN[path]

    answer = api.post(f"deep_insight/{path}", body, by=ann)

    told = answer.json()
    assert (answer.status_code, told["code"]) == (400, "invalid")
    assert told.get("field") == field, told


def test_there_is_nothing_to_ask_about_what_is_not_there(api, ann):
    body = {"figure_revision": new_id(), "prompt": "max?"}

    assert api.post("deep_insight/", body, by=ann).status_code == 404
