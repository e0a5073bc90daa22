"""Workspaces over the wire."""

import pytest


def names(answer):
    return [row["name"] for row in answer.json()]


def test_everybody_has_one_primary_workspace_and_owns_it(api, ann):
    found = api.get("workspace/", by=ann).json()

    assert [w["workspace_type"] for w in found] == ["primary"]
    assert api.get(f"workspace/{found[0]['api_id']}/members/", by=ann).json() == [
        {"username": "ann", "membership_type": "owner"}
    ]
    assert found[0]["child_updated_on"] is not None


def test_a_new_workspace_is_whole_and_owned_by_its_maker(api, ann):
    made = api.post("workspace/", {"name": "Lab", "organization": None}, by=ann)

    assert made.status_code == 201
    assert (made.json()["analyses"], made.json()["assets"]) == ([], [])
    assert made.json()["workspace_type"] == "secondary"
    assert made.json()["created_by"] == "ann"
    assert made.json()["updated_on"] is None
    assert api.get(f"workspace/{made.json()['api_id']}/", by=ann).json() == made.json()


@pytest.mark.parametrize("kind", ["primary", "tertiary"])
def test_a_workspace_of_another_type_cannot_be_made(api, ann, kind):
    answer = api.post("workspace/", {"name": "x", "workspace_type": kind}, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "workspace_type")


def test_the_type_of_a_workspace_stays(api, site, ann):
    lab, primary = site.workspace(ann), site.primary(ann)

    assert api.patch(f"workspace/{lab.id}/", {"workspace_type": "primary"}, by=ann).is_error
    assert api.patch(f"workspace/{primary.id}/", {"workspace_type": "secondary"}, by=ann).is_error
    same = {"workspace_type": "primary", "name": "mine"}
    assert api.put(f"workspace/{primary.id}/", same, by=ann).json()["name"] == "mine"


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_what_a_change_leaves_out_stays(api, ann, method):
    made = api.post("workspace/", {"name": "Lab", "description": "ours"}, by=ann).json()

    changed = api.call(method, f"workspace/{made['api_id']}/", by=ann, json={"name": "New"})

    assert changed.json()["name"] == "New"
    assert changed.json()["description"] == "ours"
    assert changed.json()["updated_by"] == "ann"
    assert changed.json()["analyses"] == []


def test_read_only_fields_in_a_change_are_ignored(api, ann):
    made = api.post("workspace/", {"name": "Lab"}, by=ann).json()
    body = {**made, "size_bytes": 5, "created_by": "eve", "_shallow": True, "analyses": [1]}

    changed = api.put(f"workspace/{made['api_id']}/", body, by=ann).json()

    assert (changed["size_bytes"], changed["created_by"]) == (0, "ann")


def test_a_deleted_workspace_is_gone_with_everything_in_it(api, site, ann):
    lab = site.workspace(ann)
    revision = site.revision(ann, site.figure(ann, site.analysis(ann, lab)))

    assert api.delete(f"workspace/{lab.id}/", by=ann).status_code == 204

    assert api.get(f"workspace/{lab.id}/", by=ann).status_code == 404
    assert api.get(f"revision/{revision.id}/", by=ann).status_code == 404


def test_a_primary_workspace_cannot_be_deleted(api, site, ann):
    assert api.delete(f"workspace/{site.primary(ann).id}/", by=ann).status_code == 400


def test_members_see_a_workspace_and_strangers_do_not(api, site, ann, bob):
    lab = site.workspace(ann)
    before = api.get(f"workspace/{lab.id}/", by=bob).status_code
    site.join(bob, lab, "viewer")

    assert (before, api.get(f"workspace/{lab.id}/", by=bob).status_code) == (403, 200)
    assert names(api.get("workspace/", by=bob)) == ["bob's workspace", "Lab"]
    assert api.get(f"workspace/{lab.id}/members/", by=bob).json() == [
        {"username": "ann", "membership_type": "owner"},
        {"username": "bob", "membership_type": "viewer"},
    ]


def test_recents_are_what_was_touched_last_newest_first(api, site, ann):
    lab = site.workspace(ann)
    one = site.analysis(ann, lab, "one")
    site.analysis(ann, lab, "two")
    site.analysis(ann, None, "elsewhere")
    first = site.figure(ann, one, "first")
    site.figure(ann, one, "second")
    site.revision(ann, first)

    recents = api.get(f"workspace/{lab.id}/recent/?limit=100", by=ann).json()
    limited = api.get(f"workspace/{lab.id}/recent/?limit=1", by=ann).json()

    assert [a["name"] for a in recents["analyses"]] == ["one", "two"]
    assert [f["name"] for f in recents["figures"]] == ["first", "second"]
    assert recents["assets"] == []
    assert [f["name"] for f in limited["figures"]] == ["first"]


@pytest.mark.parametrize("limit", ["0", "-1", "x", "", "9" * 30, "١"])
def test_a_limit_that_is_no_number_is_refused(api, site, ann, limit):
    answer = api.get(f"workspace/{site.primary(ann).id}/recent/?limit={limit}", by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "limit")


def test_the_overview_counts_what_is_inside(api, site, ann):
    lab = site.workspace(ann)
    analysis = site.analysis(ann, lab)
    site.figure(ann, analysis)
    site.figure(ann, analysis)

    assert api.get(f"workspace/{lab.id}/overview/", by=ann).json() == {
        "analysis_count": 1,
        "figure_count": 2,
        "asset_count": 0,
        "story_count": 0,
        "active_this_week": 1,
    }


def test_an_organization_that_does_not_exist_is_refused(api, ann):
    body = {"name": "x", "organization": "123e4567-e89b-42d3-a456-426614174000"}

    assert api.post("workspace/", body, by=ann).status_code == 404
