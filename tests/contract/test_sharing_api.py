"""Sharing with users and by link over the wire."""

import pytest
from factories import b64

KINDS = ["analysis", "figure", "revision", "asset", "asset_revision"]


@pytest.fixture
def things(api, site, ann):
    """The id of one thing of each kind, of Ann, and of their data."""
    revision = site.revision(ann)
    asset = api.post("asset/", {"name": "a", "workspace": revision.workspace_id}, by=ann).json()
    data = [{"name": "a", "type": "file", "metadata": {}, "data": b64(b"1")}]
    made = api.post("asset_revision/", {"asset": asset["api_id"], "data": data}, by=ann).json()
    return {
        "workspace": revision.workspace_id,
        "analysis": revision.analysis_id,
        "figure": revision.figure_id,
        "revision": revision.id,
        "data": site.data(revision)[0].id,
        "asset": asset["api_id"],
        "asset_revision": made["api_id"],
        "asset data": made["data"][0]["api_id"],
    }


def readable(api, things, by):
    """The kinds of things that somebody may read."""
    paths = {kind: f"{kind.split()[-1]}/{id}" for kind, id in things.items()}
    answers = {kind: api.get(path, by=by).status_code for kind, path in paths.items()}
    assert set(answers.values()) <= {200, 403 if by else 401}
    return {kind for kind, status in answers.items() if status == 200}


REACH = {
    "analysis": {"analysis", "figure", "revision", "data"},
    "figure": {"figure", "revision", "data"},
    "revision": {"revision", "data"},
    "asset": {"asset", "asset_revision", "asset data"},
    "asset_revision": {"asset_revision", "asset data"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_sharing_with_a_user_reaches_down_and_ends_at_once(api, things, ann, bob, kind):
    path = f"{kind}/{things[kind]}/share/user/"
    wanted = {"username": "bob", "sharing_enabled": True}

    before = readable(api, things, bob)
    shared = api.post(path, wanted, by=ann)
    again = api.post(path, wanted, by=ann)
    during = readable(api, things, bob)
    listed = api.get(path, by=ann).json()
    ended = api.post(path, wanted | {"sharing_enabled": False}, by=ann)

    assert (before, during) == (set(), REACH[kind])
    assert (shared.status_code, shared.json(), again.status_code) == (200, wanted, 200)
    assert listed == [wanted]
    assert ended.json() == wanted | {"sharing_enabled": False}
    assert readable(api, things, bob) == set()
    assert api.get(path, by=ann).json() == []


@pytest.mark.parametrize("kind", KINDS)
def test_sharing_by_link_lets_everybody_read(api, things, ann, bob, kind):
    path = f"{kind}/{things[kind]}/share/link/"

    before = api.get(path, by=ann).json()
    shared = api.post(path, {"enabled": True}, by=ann)

    assert (before, shared.json()) == ({"enabled": False}, {"enabled": True})
    assert readable(api, things, None) == readable(api, things, bob) == REACH[kind]
    assert api.get(path, by=ann).json() == {"enabled": True}
    assert api.post(path, {"enabled": False}, by=ann).json() == {"enabled": False}
    assert readable(api, things, None) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_readers_may_neither_write_nor_share_nor_see_who_else_reads(api, things, ann, bob, kind):
    path = f"{kind}/{things[kind]}/"
    api.post(f"{path}share/user/", {"username": "bob"}, by=ann)

    answers = [
        api.patch(path, {}, by=bob),
        api.put(path, {}, by=bob),
        api.delete(path, by=bob),
        api.get(f"{path}share/user/", by=bob),
        api.post(f"{path}share/user/", {"username": "bob"}, by=bob),
        api.get(f"{path}share/link/", by=bob),
        api.post(f"{path}share/link/", {"enabled": True}, by=bob),
    ]

    assert [answer.status_code for answer in answers] == [403] * len(answers)


def test_an_e_mail_address_will_do_for_the_name(api, things, ann, bob):
    path = f"figure/{things['figure']}/share/user/"

    shared = api.post(path, {"username": "Bob@example.org", "sharing_enabled": True}, by=ann)

    assert shared.json() == {"username": "bob", "sharing_enabled": True}
    assert api.get(f"figure/{things['figure']}/", by=bob).status_code == 200


@pytest.mark.parametrize("enabled", [True, False])
def test_an_unknown_user_is_refused(api, things, ann, enabled):
    body = {"username": "nobody", "sharing_enabled": enabled}

    answer = api.post(f"figure/{things['figure']}/share/user/", body, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "username")


def test_a_workspace_is_not_shared_this_way(api, things, ann):
    path = f"workspace/{things['workspace']}/share/user/"

    assert api.post(path, {"username": "bob"}, by=ann).status_code == 404


def test_shared_assets_are_found_and_can_be_linked(api, site, things, ann, bob):
    from gofigr_jupyter.ids import content_hash

    api.post(f"asset/{things['asset']}/share/user/", {"username": "bob"}, by=ann)
    body = {"assets": [{"asset_revision": things["asset_revision"]}]}

    digest = {"digest": content_hash(b"1"), "hash_type": "blake3"}
    by_hash = api.post("asset_revision/find_by_hash/", digest, by=bob).json()
    by_name = api.post("asset/find_by_name/", {"name": "a"}, by=bob).json()
    linked = api.patch(f"revision/{site.revision(bob).id}/", body, by=bob)

    assert [r["api_id"] for r in by_hash] == [things["asset_revision"]]
    assert [a["api_id"] for a in by_name] == [things["asset"]]
    assert linked.json()["assets"][0]["use_type"] == "indirect"


def test_a_key_for_one_workspace_opens_nothing_shared_with_its_owner(api, site, things, ann, bob):
    key = site.with_key(bob, workspace=site.primary(bob).id)
    api.post(f"figure/{things['figure']}/share/user/", {"username": "bob"}, by=ann)

    assert api.get(f"figure/{things['figure']}/", by=key).status_code == 403


def test_a_thumbnail_is_shared_with_its_figure(api, things, ann):
    path = f"figure/{things['figure']}"
    before = api.get(f"{path}/thumbnail/64").status_code
    api.post(f"{path}/share/link/", {"enabled": True}, by=ann)

    assert (before, api.get(f"{path}/thumbnail/64").status_code) == (401, 200)


def test_the_page_of_a_figure_shared_by_link_opens_for_everybody(api, things, ann):
    page = f"/r/{things['revision']}"
    before = api.get(page).status_code
    api.post(f"revision/{things['revision']}/share/link/", {"enabled": True}, by=ann)

    assert before != 200
    assert api.get(page).status_code == 200


def test_sizes_and_statuses_have_routes_of_their_own(api, things, ann, bob):
    sizes = {
        kind: api.get(f"{kind}/{things[kind]}/size/", by=ann).json()["size_bytes"]
        for kind in [*KINDS, "data"]
    }
    status = api.get(f"revision/{things['revision']}/status/", by=ann).json()

    assert sizes["analysis"] == sizes["figure"] == sizes["revision"] == sizes["data"] > 0
    assert sizes["asset"] == sizes["asset_revision"] == 1
    assert status == {"api_id": things["revision"], "is_processing": False}
    assert api.get(f"figure/{things['figure']}/size/", by=bob).status_code == 403
