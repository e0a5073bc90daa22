"""gofigr-jupyter insight."""

import io

import pytest
from jupyter_servers import stop_service
from services import found

from gofigr_jupyter.cli import main
from gofigr_jupyter.runtime.place import Place

NOBODY = "http://127.0.0.1:9/v1"
ELSEWHERE = ("choose", "openai", "--base-url", NOBODY, "--model", "tiny")


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.prepare()
    yield place
    stop_service(place.root)


@pytest.fixture
def call(place, capsys):
    """Runs a command; what it printed and what it complained about."""

    def call(action, *options, status=0):
        assert main(["insight", action, *options, "--data", str(place.root)]) == status
        return capsys.readouterr()

    return call


def table(printed):
    return dict(line.split(maxsplit=1) for line in printed.out.splitlines())


def test_answers_are_computed_until_somebody_chooses(call):
    shown = table(call("show"))

    assert shown["Answers"] == "computed by the service, as chosen for the service"
    assert shown["Titles"] == "not written"
    assert call("test").out == "local (facts) answers: Answers are computed here.\n"


def test_a_model_is_chosen_changed_and_given_up(call, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("sk-secret\n"))
    chosen = call(*ELSEWHERE, "--key-stdin", "--monthly-limit", "50", "--pictures", "--titles")
    changed = table(call("choose", "openai", "--model", "small", "--monthly-limit", "unlimited"))
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    keyless = table(call("choose", "openai", "--key-stdin"))
    given_up = table(call("choose", "service"))

    assert "sk-secret" not in chosen.out
    assert table(chosen) == {
        "Answers": "openai",
        "Address": NOBODY,
        "Model": "tiny",
        "Key": "kept, and never shown",
        "Pictures": "sent too",
        "Patience": "60 s, 2 retries",
        "Limit": "50 questions a month",
        "Titles": "written for new figures",
    }
    assert changed == table(chosen) | {"Model": "small", "Limit": "none"}
    assert keyless == changed | {"Key": "none"}
    assert given_up["Answers"] == "computed by the service, as chosen for the service"


def test_only_staff_chooses_for_all_workspaces(call, place, capsys, monkeypatch):
    refused = call(*ELSEWHERE, "--everywhere", status=1)
    data = ("--data", str(place.root))
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    main(["user", "add", "boss", "--email", "b@example.org", "--password-stdin", "--staff", *data])
    capsys.readouterr()
    main(["key", "create", "terminal", "--user", "boss", *data])
    key = capsys.readouterr().out.strip()
    with monkeypatch.context() as as_staff:
        as_staff.setenv("GF_URL", found(place).url)
        as_staff.setenv("GF_API_KEY", key)
        call(*ELSEWHERE, "--everywhere")
        everywhere = table(call("show", "--everywhere"))

    assert "Only staff may choose for the whole service." in refused.err
    assert everywhere["Answers"] == "openai"
    assert table(call("show"))["Answers"] == "openai, as chosen for the service"
    assert table(call("choose", "local"))["Answers"] == "computed by the service"


def test_a_model_that_does_not_answer_is_told_and_what_may_be_asked(call):
    call(*ELSEWHERE, "--timeout", "1", "--retries", "0", "--monthly-limit", "9")

    tried = call("test", status=1)

    assert tried.out.startswith("openai (tiny) does not answer: ")
    assert "127.0.0.1" in tried.out
    asked, quota = call("usage").out.splitlines()
    assert asked == "You asked nothing this month."
    assert quota.endswith(": 0 of 9 asked, 9 left")


def test_what_cannot_be_chosen_is_said(call):
    nameless = call("choose", "openai", "--base-url", NOBODY, status=1)
    addressless = call("choose", "openai", "--base-url", "nowhere", "--model", "m", status=1)
    empty = call("choose", "service", "--everywhere", status=1)
    strange = call("show", "--workspace", "Mars", status=1)

    assert "The model is not named." in nameless.err
    assert "'nowhere' is not the address of a model." in addressless.err
    assert "says nothing" in empty.err
    assert "There is no workspace named 'Mars'." in strange.err


@pytest.mark.parametrize(
    ("option", "value"), [("--timeout", "0"), ("--retries", "-1"), ("--monthly-limit", "many")]
)
def test_numbers_out_of_range_name_their_option(option, value, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["insight", "choose", "openai", f"{option}={value}"])

    assert f"argument {option}: {value!r} is no number from " in capsys.readouterr().err
