"""Activity logs and the dashboard over the wire."""

from collections import Counter

import pytest


@pytest.fixture
def lab(api, ann):
    """A workspace in which this happened: 4 times created, 3 times updated, once deleted."""
    lab = api.post("workspace/", {"name": "Lab"}, by=ann).json()["api_id"]
    analysis = api.post("analysis/", {"name": "penguins", "workspace": lab}, by=ann).json()
    figure = api.post("figure/", {"name": "Bills", "analysis": analysis["api_id"]}, by=ann).json()
    body = {"figure": figure["api_id"], "metadata": {"test": 1}}
    revision = api.post("revision/", body, by=ann).json()["api_id"]
    api.patch(f"workspace/{lab}/", {"name": "Lab 2"}, by=ann)
    api.patch(f"figure/{figure['api_id']}/", {"name": "Bills 2"}, by=ann)
    api.patch(f"revision/{revision}/", {"metadata": {"test": 2}}, by=ann)
    api.delete(f"revision/{revision}/", by=ann)
    return lab


@pytest.fixture
def analysis(api, ann, lab):
    return api.get(f"workspace/{lab}/", by=ann).json()["analyses"][0]["api_id"]


def actions(answer):
    return Counter(row["action"] for row in answer.json())


def test_a_workspace_tells_each_change_once(api, ann, lab):
    told = api.get(f"workspace/{lab}/log/", by=ann)

    assert actions(told) == {"create": 4, "update": 3, "delete": 1}


def test_an_analysis_tells_what_happened_in_it(api, ann, analysis):
    told = api.get(f"analysis/{analysis}/log/", by=ann)

    assert actions(told) == {"create": 3, "update": 2, "delete": 1}
    assert {row["analysis_name"] for row in told.json()} == {"penguins"}


def test_the_newest_comes_first_and_says_what_is_gone(api, ann, lab):
    first, *_, last = api.get(f"workspace/{lab}/log/", by=ann).json()

    assert (first["action"], first["target_type"], first["username"]) == (
        "delete",
        "figure_revision",
        "ann",
    )
    assert (first["deleted"], first["deleted_sentinel"]) == (True, "Bills 2")
    assert (last["action"], last["target_id"], last["target_name"]) == ("create", lab, "Lab")
    assert (last["deleted"], last["deleted_sentinel"]) == (False, None)


def test_looking_is_not_told(api, ann, lab, analysis):
    before = len(api.get(f"workspace/{lab}/log/", by=ann).json())

    api.get(f"analysis/{analysis}/", by=ann)

    assert len(api.get(f"workspace/{lab}/log/", by=ann).json()) == before


def test_silent_changes_and_members_are_not_told(api, ann, bob, lab):
    before = len(api.get(f"workspace/{lab}/log/", by=ann).json())

    api.patch(f"workspace/{lab}/?silent=true", {"name": "x"}, by=ann)
    body = {"username": "bob", "membership_type": "viewer"}
    api.post(f"workspace/{lab}/members/add/", body, by=ann)

    assert len(api.get(f"workspace/{lab}/log/", by=ann).json()) == before


def test_an_entry_is_read_by_its_id_where_it_belongs(api, site, ann, lab, analysis):
    entry = api.get(f"analysis/{analysis}/log/", by=ann).json()[0]
    elsewhere = site.workspace(ann)

    assert api.get(f"analysis/{analysis}/log/{entry['api_id']}/", by=ann).json() == entry
    assert api.get(f"workspace/{lab}/log/{entry['api_id']}/", by=ann).json() == entry
    missing = f"workspace/{elsewhere.id}/log/{entry['api_id']}/"
    assert api.get(missing, by=ann).status_code == 404
    assert api.get(f"workspace/{lab}/log/nonsense/", by=ann).status_code == 404


def test_entries_show_a_small_picture_of_what_they_are_about(api, site, ann, bob):
    figure = site.figure(ann)
    site.revision(ann, figure)
    base = f"workspace/{figure.workspace_id}"
    entries = api.get(f"{base}/log/", by=ann).json()
    paths = {row["target_type"]: f"{base}/log/{row['api_id']}/" for row in entries}

    pictures = {kind: api.get(path, by=ann).json()["thumbnail"] for kind, path in paths.items()}
    dashboard = api.get(f"{base}/dashboard/", by=ann).json()["activity_log"]["items"]

    assert {kind for kind, picture in pictures.items() if picture} == {
        "figure_revision",
        "figure",
        "analysis",
    }
    assert dashboard[0]["thumbnail"] == pictures["figure_revision"]


def test_what_went_out_of_reach_shows_no_picture(api, site, ann, bob):
    lab = site.workspace(ann)
    site.join(bob, lab, "viewer")
    figure = site.figure(ann, site.analysis(ann, lab))
    site.revision(ann, figure)
    entries = api.get(f"workspace/{lab.id}/log/", by=bob).json()
    [path] = [
        f"workspace/{lab.id}/log/{row['api_id']}/"
        for row in entries
        if row["target_type"] == "figure_revision"
    ]
    before = api.get(path, by=bob).json()["thumbnail"]

    api.patch(f"figure/{figure.id}/", {"analysis": site.analysis(ann).id}, by=ann)

    assert before
    assert api.get(path, by=bob).json()["thumbnail"] is None


def test_a_limit_keeps_the_newest(api, ann, lab):
    told = api.get(f"workspace/{lab}/log/?limit=2", by=ann).json()

    assert [row["action"] for row in told] == ["delete", "update"]


def test_an_organization_tells_of_itself_and_its_workspaces(api, ann, lab):
    made = api.post("organization/", {"name": "Institute"}, by=ann).json()["api_id"]
    api.patch(f"workspace/{lab}/", {"organization": made}, by=ann)
    api.patch(f"organization/{made}/", {"name": "Institute 2"}, by=ann)

    told = api.get(f"organization/{made}/log/", by=ann)

    assert actions(told) == {"create": 5, "update": 5, "delete": 1}
    entry = told.json()[0]
    assert (entry["target_type"], entry["target_name"]) == ("organization", "Institute 2")
    assert api.get(f"organization/{made}/log/{entry['api_id']}", by=ann).json() == entry


def test_strangers_read_no_log(api, ann, bob, lab, analysis):
    for path in (f"workspace/{lab}", f"analysis/{analysis}"):
        assert api.get(f"{path}/log/", by=bob).status_code == 403
        assert api.get(f"{path}/log/{lab}/", by=bob).status_code == 403


def test_a_dashboard_tells_what_a_workspace_holds_and_what_happened_last(api, ann, lab):
    told = api.get(f"workspace/{lab}/dashboard/?activity_limit=3", by=ann).json()

    assert told["workspace"]["api_id"] == lab
    assert "analyses" not in told["workspace"]
    assert told["overview"]["figure_count"] == 1
    log = told["activity_log"]
    assert (log["fetched_count"], log["total_count"], log["has_more"]) == (3, 8, True)
    assert [row["action"] for row in log["items"]] == ["delete", "update", "update"]
    assert told["stories"] == []


def test_a_dashboard_can_leave_out_what_is_gone(api, ann, lab):
    told = api.get(f"workspace/{lab}/dashboard/?exclude_deleted=true", by=ann).json()

    log = told["activity_log"]
    assert (log["fetched_count"], log["has_more"]) == (5, False)
    assert not any(row["deleted"] for row in log["items"])
