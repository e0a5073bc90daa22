"""Members of workspaces over the wire."""

import pytest


@pytest.fixture
def lab(site, ann):
    return site.workspace(ann)


def members(api, place, by):
    found = api.get(f"{place}/members/", by=by).json()
    return {row["username"]: row["membership_type"] for row in found}


def change(api, lab, how, username, level, *, by):
    body = {"username": username, "membership_type": level}
    return api.post(f"workspace/{lab.id}/members/{how}/", body, by=by)


@pytest.mark.parametrize("level", ["viewer", "creator", "admin"])
def test_an_added_member_is_listed_and_a_removed_one_is_not(api, lab, ann, bob, level):
    added = change(api, lab, "add", "bob", level, by=ann)
    listed = members(api, f"workspace/{lab.id}", ann)
    removed = change(api, lab, "remove", "bob", None, by=ann)

    assert (added.status_code, added.json()) == (
        200,
        {"username": "bob", "membership_type": level},
    )
    assert listed == {"ann": "owner", "bob": level}
    assert (removed.status_code, removed.json()) == (
        200,
        {"username": "bob", "membership_type": None},
    )
    assert members(api, f"workspace/{lab.id}", ann) == {"ann": "owner"}


def test_another_level_takes_effect_at_once(api, lab, ann, bob):
    change(api, lab, "add", "bob", "viewer", by=ann)
    body = {"name": "penguins", "workspace": lab.id}
    before = api.post("analysis/", body, by=bob).status_code

    change(api, lab, "change", "bob", "creator", by=ann)

    assert (before, api.post("analysis/", body, by=bob).status_code) == (403, 201)


@pytest.mark.parametrize("how", ["add", "change"])
def test_nobody_becomes_an_owner(api, lab, ann, bob, how):
    if how == "change":
        change(api, lab, "add", "bob", "admin", by=ann)

    answer = change(api, lab, how, "bob", "owner", by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "membership_type")


@pytest.mark.parametrize(("how", "level"), [("change", "admin"), ("remove", None)])
def test_the_owner_stays_the_owner(api, site, lab, ann, bob, how, level):
    site.join(bob, lab, "admin")

    by_admin = change(api, lab, how, "ann", level, by=bob)
    by_herself = change(api, lab, how, "ann", level, by=ann)

    assert (by_admin.status_code, by_herself.status_code) == (400, 400)
    assert members(api, f"workspace/{lab.id}", ann) == {"ann": "owner", "bob": "admin"}


@pytest.mark.parametrize("level", ["viewer", "creator", None])
@pytest.mark.parametrize("how", ["add", "change", "remove"])
def test_only_admins_manage_members(api, site, lab, ann, bob, level, how):
    carl = site.user("carl")
    site.join(carl, lab, "creator")
    if level:
        site.join(bob, lab, level)

    answer = change(api, lab, how, "carl" if how != "add" else "bob", "viewer", by=bob)

    assert answer.status_code == 403
    assert members(api, f"workspace/{lab.id}", ann)["carl"] == "creator"


def test_members_may_lower_their_own_level_and_not_raise_it(api, site, lab, ann, bob):
    site.join(bob, lab, "creator")

    raised = change(api, lab, "change", "bob", "admin", by=bob)
    lowered = change(api, lab, "change", "bob", "viewer", by=bob)
    back = change(api, lab, "change", "bob", "creator", by=bob)

    assert [a.status_code for a in (raised, lowered, back)] == [403, 200, 403]


def test_members_may_leave(api, site, lab, ann, bob):
    site.join(bob, lab, "viewer")

    left = change(api, lab, "remove", "bob", None, by=bob)

    assert left.status_code == 200
    assert api.get(f"workspace/{lab.id}/", by=bob).status_code == 403


@pytest.mark.parametrize(
    ("how", "username", "level", "status", "field"),
    [
        ("add", "bob", "boss", 400, "membership_type"),
        ("add", "bob", None, 400, "membership_type"),
        ("add", "nobody", "viewer", 400, "username"),
        ("change", "bob", "viewer", 400, "username"),
        ("remove", "bob", None, 400, "username"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    api, lab, ann, bob, how, username, level, status, field
):
    answer = change(api, lab, how, username, level, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (status, field)


def test_a_member_is_not_added_twice(api, lab, ann, bob):
    change(api, lab, "add", "bob", "viewer", by=ann)

    assert change(api, lab, "add", "bob", "admin", by=ann).status_code == 409
    assert members(api, f"workspace/{lab.id}", ann)["bob"] == "viewer"


def test_a_key_for_a_workspace_ends_with_the_membership(api, site, lab, ann, bob):
    site.join(bob, lab, "creator")
    key = site.with_key(bob, workspace=lab.id)
    before = api.get(f"workspace/{lab.id}/", by=key).status_code

    change(api, lab, "remove", "bob", None, by=ann)

    assert (before, api.get(f"workspace/{lab.id}/", by=key).status_code) == (200, 403)
