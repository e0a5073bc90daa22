"""The stream of news: who is told what, and how a listener comes back."""

import pytest
from factories import Stream


@pytest.fixture
def listen(app, api):
    """Opens streams, which are closed at the end."""
    opened = []

    def listen(by, **options):
        opened.append(Stream(app, api._runner, by=by, **options))
        return opened[-1]

    yield listen
    for stream in opened:
        stream.close()


def told(stream):
    """(action, kind) of the events in the next piece."""
    return [(data["action"], data["kind"]) for _, _, data in stream.next()]


def test_a_new_revision_is_told_with_the_ids_of_where_it_is(site, ann, listen):
    figure = site.figure(ann)
    stream = listen(ann)

    revision = site.revision(ann, figure)

    ((name, cursor, data),) = stream.next()
    assert (name, cursor.isdigit()) == ("change", True)
    assert data.pop("id")
    assert data.pop("at")
    assert data == {
        "action": "create",
        "kind": "figure_revision",
        "target": revision.id,
        "workspace": figure.workspace_id,
        "analysis": figure.analysis_id,
        "figure": figure.id,
        "revision": revision.id,
        "asset": None,
    }


def test_a_stream_is_not_kept_back_by_proxies(ann, listen):
    stream = listen(ann)

    headers = dict(stream.start["headers"])
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert (headers[b"cache-control"], headers[b"x-accel-buffering"]) == (b"no-store", b"no")
    assert stream.first == []


def test_every_kind_of_change_is_told_without_names(api, ann, listen):
    stream = listen(ann)
    seen = []

    lab = api.post("workspace/", {"name": "Secret lab"}, by=ann).json()["api_id"]
    seen += stream.next()
    body = {"name": "Secret study", "workspace": lab}
    analysis = api.post("analysis/", body, by=ann).json()["api_id"]
    seen += stream.next()
    api.patch(f"analysis/{analysis}/?silent=true", {"name": "Secret plan"}, by=ann)
    seen += stream.next()
    api.post(f"analysis/{analysis}/share/link/", {"enabled": True}, by=ann)
    seen += stream.next()
    api.post("asset/", {"name": "Secret.csv", "workspace": lab}, by=ann)
    seen += stream.next()
    api.delete(f"analysis/{analysis}/", by=ann)
    seen += stream.next()

    assert [(data["action"], data["kind"]) for _, _, data in seen] == [
        ("create", "workspace"),
        ("create", "analysis"),
        ("update", "analysis"),
        ("share", "analysis"),
        ("create", "asset"),
        ("delete", "analysis"),
    ]
    assert "Secret" not in str(seen)


def test_nobody_is_told_of_what_she_may_not_see(site, ann, bob, listen):
    stream = listen(bob)

    site.figure(ann)
    site.analysis(bob, name="mine")

    assert told(stream) == [("create", "analysis")]


def test_a_new_member_is_told_from_then_on_and_a_removed_one_no_more(site, api, ann, bob, listen):
    lab = site.workspace(ann)
    stream = listen(bob)
    body = {"username": "bob", "membership_type": "viewer"}

    api.post(f"workspace/{lab.id}/members/add/", body, by=ann)
    analysis = site.analysis(ann, lab, name="while")
    ((_, _, data),) = stream.next()
    api.post(f"workspace/{lab.id}/members/remove/", body, by=ann)
    site.analysis(ann, lab, name="after")
    site.analysis(bob, name="own")
    ((_, _, next_data),) = stream.next()

    assert data["target"] == analysis.id
    assert next_data["workspace"] == site.primary(bob).id


def test_a_key_for_one_workspace_is_told_of_that_one(site, ann, listen):
    lab = site.workspace(ann)
    stream = listen(site.with_key(ann, workspace=lab.id))

    site.analysis(ann, name="elsewhere")
    analysis = site.analysis(ann, lab, name="here")

    assert [data["target"] for _, _, data in stream.next()] == [analysis.id]


def test_who_comes_back_is_told_what_was_missed(site, ann, listen):
    figure = site.figure(ann)
    stream = listen(ann)
    site.revision(ann, figure)
    ((_, cursor, _),) = stream.next()
    stream.close()
    missed = [site.revision(ann, figure).id for _ in range(2)]

    again = listen(ann, after=cursor)

    assert [data["target"] for _, _, data in again.first] == missed
    last = site.revision(ann, figure)
    assert [data["target"] for _, _, data in again.next()] == [last.id]


def test_a_cursor_of_another_database_is_told_to_look_at_everything(site, ann, listen):
    assert listen(ann, after=10**6).first == [("reset", None, {})]


def test_a_closing_service_ends_its_streams(app, ann, listen):
    stream = listen(ann)

    app.state.service.news.close()

    assert stream.next() is None


def test_what_is_no_cursor_is_refused(api, ann):
    answer = api.get("events/", by=ann, headers={"Last-Event-ID": "yesterday"})

    assert answer.status_code == 400
