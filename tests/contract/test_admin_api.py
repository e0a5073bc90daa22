"""What staff may see and do, over the wire."""

import json

import pytest


@pytest.fixture
def boss(site):
    return site.user("boss", is_staff=True)


def lines(answer):
    return [json.loads(line) for line in answer.text.splitlines()]


PATHS = ["admin/user/", "admin/user/ann/", "admin/storage/", "admin/audit/"]


@pytest.mark.parametrize("path", PATHS)
def test_only_staff_may_look(api, ann, boss, path):
    statuses = [api.get(path, by=by).status_code for by in (None, ann, boss)]

    assert statuses == [401, 403, 200]


def test_staff_see_every_account_and_no_secret(api, ann, boss):
    told = api.get("admin/user/", by=boss).json()

    assert [a["username"] for a in told] == ["ann", "boss"]
    assert told[0] == api.get("admin/user/ann/", by=boss).json()
    assert set(told[0]) == {
        "username",
        "email",
        "is_active",
        "is_staff",
        "date_joined",
        "has_password",
    }


def test_a_locked_account_is_out_at_once(api, site, ann, boss):
    key = site.with_key(ann)

    api.patch("admin/user/ann/", {"is_active": False}, by=boss)
    locked = [api.get("user", by=by).status_code for by in (ann, key)]
    api.patch("admin/user/ann/", {"is_active": True}, by=boss)

    assert locked == [401, 401]
    assert api.get("user", by=ann).status_code == 200


def test_staff_make_others_staff_but_do_not_change_themselves(api, ann, boss):
    made = api.patch("admin/user/ann/", {"is_staff": True}, by=boss)
    oneself = api.patch("admin/user/boss/", {"is_staff": False}, by=boss)

    assert (made.json()["is_staff"], oneself.status_code) == (True, 400)
    assert api.get("admin/user/", by=ann).status_code == 200


def test_an_unknown_account_is_not_found(api, boss):
    assert api.get("admin/user/nobody/", by=boss).status_code == 404


def test_being_staff_opens_no_figures(api, site, ann, boss):
    revision = site.revision(ann)

    assert api.get(f"revision/{revision.id}/", by=boss).status_code == 403


def test_storage_is_told_by_workspace_and_blobs_count_once(api, site, ann, boss):
    site.revision(ann)
    site.revision(ann)

    told = api.get("admin/storage/", by=boss).json()

    first = told["workspaces"][0]
    assert (first["owner"], first["size_bytes"]) == ("ann", 2 * told["blob_bytes"])
    assert told["blob_count"] == 1


def test_the_audit_trail_tells_silent_changes_and_members_too(api, site, ann, bob, boss):
    lab = site.workspace(ann)
    api.patch(f"workspace/{lab.id}/?silent=true", {"name": "New"}, by=ann)
    body = {"username": "bob", "membership_type": "viewer"}
    api.post(f"workspace/{lab.id}/members/add/", body, by=ann)

    told = lines(api.get("admin/audit/", by=boss))

    assert [(row["action"], row["silent"], row["detail"]) for row in told] == [
        ("create", False, ""),
        ("update", True, ""),
        ("add_member", True, "bob: viewer"),
    ]
    assert {row["username"] for row in told} == {"ann"}


def test_the_audit_trail_is_read_on_behind_a_cursor(api, site, ann, boss):
    for n in range(3):
        site.workspace(ann, name=f"Lab {n}")

    first, *rest = lines(api.get("admin/audit/", by=boss))

    assert lines(api.get(f"admin/audit/?after={first['cursor']}", by=boss)) == rest
    assert api.get("admin/audit/?after=x", by=boss).status_code == 400
