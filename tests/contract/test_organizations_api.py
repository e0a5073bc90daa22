"""Organizations over the wire."""

import io

import pytest
from factories import PNG, b64
from PIL import Image

LEVELS = ["workspace_viewer", "workspace_creator", "workspace_admin", "org_admin"]


@pytest.fixture
def carl(site):
    return site.user("carl")


@pytest.fixture
def institute(api, ann):
    """An organization of Ann's; its id."""
    return api.post("organization/", {"name": "Institute"}, by=ann).json()["api_id"]


@pytest.fixture
def lab(api, ann, institute):
    """A workspace of Ann's under the organization; its id."""
    body = {"name": "Lab", "organization": institute}
    return api.post("workspace/", body, by=ann).json()["api_id"]


def add(api, institute, username, level, *, by, how="add"):
    body = {"username": username, "membership_type": level}
    return api.post(f"organization/{institute}/members/{how}/", body, by=by)


def ids(answer):
    return [row["api_id"] for row in answer.json()]


def test_a_new_organization_is_listed_as_it_was_answered(api, ann, bob):
    made = api.post("organization/", {"name": "Institute", "description": ""}, by=ann)

    assert made.status_code == 201
    assert {k: v for k, v in made.json().items() if k != "api_id"} == {
        "name": "Institute",
        "description": "",
        "email": None,
        "logo": None,
        "allow_per_workspace_storage_settings": False,
        "workspaces": [],
    }
    assert api.get("organization/", by=ann).json() == [made.json()]
    assert api.get(f"organization/{made.json()['api_id']}", by=ann).json() == made.json()
    assert api.get("organization/", by=bob).json() == []


def test_the_founder_is_its_only_admin(api, ann, institute):
    assert api.get(f"organization/{institute}/members/", by=ann).json() == [
        {"username": "ann", "membership_type": "org_admin"}
    ]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_what_a_change_leaves_out_stays(api, ann, institute, method):
    body = {"email": "office@example.org", "allow_per_workspace_storage_settings": True}
    api.patch(f"organization/{institute}/", body, by=ann)

    changed = api.call(method, f"organization/{institute}/", by=ann, json={"description": "ours"})

    assert changed.status_code == 200
    told = changed.json()
    assert (told["name"], told["description"], told["email"]) == (
        "Institute",
        "ours",
        "office@example.org",
    )
    assert told["allow_per_workspace_storage_settings"] is True


def test_a_logo_becomes_a_png_and_can_be_taken_away(api, ann, institute):
    picture = io.BytesIO()
    Image.new("RGB", (900, 300), "navy").save(picture, "JPEG")

    shown = api.patch(f"organization/{institute}/", {"logo": b64(picture.getvalue())}, by=ann)
    gone = api.patch(f"organization/{institute}/", {"logo": None}, by=ann)

    assert shown.json()["logo"].startswith(b64(PNG[:9]))
    assert gone.json()["logo"] is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"email": "nobody"}, "email"),
        ({"logo": b64(b"no picture")}, "logo"),
        ({"name": 7}, "name"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field(api, ann, institute, body, field):
    answer = api.patch(f"organization/{institute}/", body, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert api.post("organization/", {"name": "x", **body}, by=ann).status_code == 400


def test_its_workspaces_are_listed_in_it_and_in_what_its_members_see(api, ann, bob, institute, lab):
    before = ids(api.get("workspace/", by=bob))
    add(api, institute, "bob", "workspace_viewer", by=ann)

    shown = api.get(f"organization/{institute}/", by=bob).json()

    assert [w["api_id"] for w in shown["workspaces"]] == [lab]
    assert "analyses" not in shown["workspaces"][0]
    assert lab not in before
    assert lab in ids(api.get("workspace/", by=bob))
    assert api.get(f"workspace/{lab}/", by=bob).json()["organization"] == institute


def test_in_the_first_version_its_workspaces_are_ids(api, ann, institute, lab):
    shown = api.at("v1").get(f"organization/{institute}/", by=ann).json()

    assert shown["workspaces"] == [lab]


@pytest.mark.parametrize(
    ("level", "reads", "creates", "administers"),
    [
        ("workspace_viewer", 200, 403, 403),
        ("workspace_creator", 200, 201, 403),
        ("workspace_admin", 200, 201, 200),
        ("org_admin", 200, 201, 200),
    ],
)
def test_a_level_gives_rights_in_every_workspace(
    api, ann, bob, institute, lab, level, reads, creates, administers
):
    add(api, institute, "bob", level, by=ann)

    body = {"name": "penguins", "workspace": lab}
    statuses = (
        api.get(f"workspace/{lab}/", by=bob).status_code,
        api.post("analysis/", body, by=bob).status_code,
        api.patch(f"workspace/{lab}/", {"name": "x"}, by=bob).status_code,
    )

    assert statuses == (reads, creates, administers)


def test_the_higher_of_both_levels_counts(api, site, ann, bob, institute, lab):
    add(api, institute, "bob", "workspace_viewer", by=ann)
    body = {"username": "bob", "membership_type": "creator"}
    api.post(f"workspace/{lab}/members/add/", body, by=ann)

    made = api.post("analysis/", {"name": "penguins", "workspace": lab}, by=bob)

    assert made.status_code == 201


def test_members_reach_nothing_outside_of_it(api, site, ann, bob, institute):
    add(api, institute, "bob", "org_admin", by=ann)
    elsewhere = site.workspace(ann)

    assert api.get(f"workspace/{elsewhere.id}/", by=bob).status_code == 403


def test_members_of_an_organization_see_each_other(api, ann, bob, institute):
    before = api.get("user/ann", by=bob).status_code

    add(api, institute, "bob", "workspace_viewer", by=ann)

    assert (before, api.get("user/ann", by=bob).status_code) == (403, 200)


@pytest.mark.parametrize("level", [None, "workspace_viewer", "workspace_creator"])
def test_a_workspace_is_put_under_it_by_creators_only(api, site, ann, bob, institute, level):
    if level:
        add(api, institute, "bob", level, by=ann)
    mine = site.workspace(bob)

    made = api.post("workspace/", {"name": "x", "organization": institute}, by=bob)
    moved = api.put(f"workspace/{mine.id}/", {"organization": institute}, by=bob)

    expected = (201, 200) if level == "workspace_creator" else (403, 403)
    assert (made.status_code, moved.status_code) == expected


def test_a_workspace_leaves_it_with_null_and_stays_when_nothing_is_said(api, ann, institute, lab):
    kept = api.put(f"workspace/{lab}/", {"name": "New"}, by=ann).json()["organization"]
    left = api.put(f"workspace/{lab}/", {"organization": None}, by=ann).json()["organization"]

    assert (kept, left) == (institute, None)


def test_who_made_a_workspace_under_it_keeps_it_after_leaving(api, ann, bob, institute):
    add(api, institute, "bob", "workspace_creator", by=ann)
    made = api.post("workspace/", {"name": "x", "organization": institute}, by=bob).json()

    add(api, institute, "bob", None, by=ann, how="remove")

    assert api.get(f"organization/{institute}/", by=bob).status_code == 403
    assert api.patch(f"workspace/{made['api_id']}/", {"name": "y"}, by=bob).status_code == 200


def test_a_dissolved_organization_leaves_its_workspaces(api, ann, bob, institute, lab):
    add(api, institute, "bob", "org_admin", by=ann)

    gone = api.delete(f"organization/{institute}/", by=ann)

    assert gone.status_code == 204
    assert api.get(f"organization/{institute}/", by=ann).status_code == 404
    assert api.get(f"workspace/{lab}/", by=ann).json()["organization"] is None
    assert api.get(f"workspace/{lab}/", by=bob).status_code == 403


@pytest.mark.parametrize("level", [None, *LEVELS[:3]])
def test_only_its_admins_administer_it(api, ann, bob, carl, institute, level):
    if level:
        add(api, institute, "bob", level, by=ann)
    add(api, institute, "carl", "workspace_viewer", by=ann)

    answers = [
        api.patch(f"organization/{institute}/", {"name": "x"}, by=bob),
        api.delete(f"organization/{institute}/", by=bob),
        add(api, institute, "bob", "org_admin", by=bob, how="change"),
        add(api, institute, "carl", None, by=bob, how="remove"),
        add(api, institute, "bob", "org_admin", by=bob),
        api.get(f"organization/{institute}/storage/", by=bob),
        api.get(f"organization/{institute}/invitations/", by=bob),
    ]

    assert [a.status_code for a in answers] == [403] * 7


def test_one_admin_always_stays(api, ann, bob, institute):
    add(api, institute, "bob", "workspace_admin", by=ann)

    lowered = add(api, institute, "ann", "workspace_viewer", by=ann, how="change")
    left = add(api, institute, "ann", None, by=ann, how="remove")
    add(api, institute, "bob", "org_admin", by=ann, how="change")
    left_then = add(api, institute, "ann", None, by=ann, how="remove")

    assert [a.status_code for a in (lowered, left, left_then)] == [400, 400, 200]


def test_members_may_lower_their_own_level_and_leave(api, ann, bob, institute):
    add(api, institute, "bob", "workspace_admin", by=ann)

    answers = [
        add(api, institute, "bob", "workspace_viewer", by=bob, how="change"),
        add(api, institute, "bob", "workspace_admin", by=bob, how="change"),
        add(api, institute, "bob", None, by=bob, how="remove"),
        api.get(f"organization/{institute}/", by=bob),
    ]

    assert [a.status_code for a in answers] == [200, 403, 200, 403]


@pytest.mark.parametrize(
    ("username", "level", "field"),
    [("bob", "viewer", "membership_type"), ("nobody", "org_admin", "username")],
)
def test_an_unknown_level_or_user_is_refused_by_field(
    api, ann, bob, institute, username, level, field
):
    answer = add(api, institute, username, level, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_a_key_for_one_workspace_opens_no_organization(api, site, ann, institute, lab):
    key = site.with_key(ann, workspace=lab)

    answers = [
        api.get(f"organization/{institute}/", by=key),
        api.post("organization/", {"name": "x"}, by=key),
    ]

    assert [a.status_code for a in answers] == [403, 403]
    assert api.get("organization/", by=key).json() == []
    assert api.get(f"workspace/{lab}/", by=key).status_code == 200
