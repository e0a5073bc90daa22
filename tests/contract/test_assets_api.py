"""Assets, their revisions and the links to figures over the wire."""

import pytest
from factories import PNG, a_picture, b64

from gofigr_jupyter.ids import content_hash, new_id

CSV = b"species,bill\nAdelie,39.1\n"
DIGEST = content_hash(CSV)


def a_file(content=CSV, path="data/penguins.csv"):
    return {"name": "penguins", "type": "file", "metadata": {"path": path}, "data": b64(content)}


@pytest.fixture
def asset(api, site, ann):
    """An asset of Ann without revisions, as it was answered."""
    body = {"name": "penguins.csv", "workspace": site.primary(ann).id}
    return api.post("asset/", body, by=ann).json()


@pytest.fixture
def stored(api, asset, ann):
    """A revision of the asset, as it was answered."""
    body = {"asset": asset["api_id"], "data": [a_file()], "metadata": []}
    return api.post("asset_revision/", body, by=ann).json()


def digest_body(content=CSV, **more):
    return {"digest": content_hash(content), "hash_type": "blake3", **more}


def link_to(revision, use_type="direct"):
    return {"asset_revision": revision["api_id"], "use_type": use_type, "figure_revision": None}


def test_an_asset_is_made_whole_and_read_back_the_same(api, asset, ann):
    assert asset["revisions"] == []
    assert (asset["size_bytes"], asset["analysis"]) == (0, None)
    assert api.get(f"asset/{asset['api_id']}", by=ann).json() == asset


def test_a_revision_of_an_asset_keeps_its_bytes(api, stored, ann):
    item = stored["data"][0]

    assert (stored["revision_index"], stored["size_bytes"]) == (0, len(CSV))
    assert (item["hash"], item["data"], item["size_bytes"]) == (DIGEST, None, len(CSV))
    assert api.get(f"data/{item['api_id']}", by=ann).json()["data"] == b64(CSV)
    assert api.get(f"asset_revision/{stored['api_id']}/", by=ann).json() == stored


def test_sizes_and_changes_show_above(api, site, asset, stored, ann):
    shown = api.get(f"asset/{asset['api_id']}/", by=ann).json()
    workspace = api.get(f"workspace/{site.primary(ann).id}/", by=ann).json()

    assert (shown["size_bytes"], workspace["size_bytes"]) == (len(CSV), len(CSV))
    assert shown["child_updated_on"] == stored["created_on"]
    assert workspace["child_updated_on"] == stored["created_on"]
    assert [a["api_id"] for a in workspace["assets"]] == [asset["api_id"]]
    assert shown["updated_on"] is None
    assert [r["api_id"] for r in shown["revisions"]] == [stored["api_id"]]
    assert "data" not in shown["revisions"][0]


def test_new_assets_are_among_the_recents_and_the_counts(api, site, asset, ann):
    workspace = site.primary(ann).id

    recents = api.get(f"workspace/{workspace}/recent/", by=ann).json()
    overview = api.get(f"workspace/{workspace}/overview/", by=ann).json()

    assert [a["api_id"] for a in recents["assets"]] == [asset["api_id"]]
    assert overview["asset_count"] == 1


def test_bytes_are_found_by_their_hash_at_once(api, stored, ann, bob):
    found = api.post("asset_revision/find_by_hash/", digest_body(), by=ann)
    missed = api.post("asset_revision/find_by_hash/", digest_body(b"other"), by=ann)
    foreign = api.post("asset_revision/find_by_hash/", digest_body(), by=bob)

    assert found.status_code == 200
    assert [(r["api_id"], r["asset"]) for r in found.json()] == [
        (stored["api_id"], stored["asset"])
    ]
    assert (missed.json(), foreign.json()) == ([], [])


def test_a_search_by_hash_can_be_narrowed_to_an_analysis(api, site, ann):
    analysis = site.analysis(ann)
    for claimed in (None, analysis.id):
        body = {"name": "a.csv", "workspace": analysis.workspace_id, "analysis": claimed}
        asset = api.post("asset/", body, by=ann).json()
        made = {"asset": asset["api_id"], "data": [a_file()]}
        last = api.post("asset_revision/", made, by=ann).json()

    everywhere = api.post("asset_revision/find_by_hash", digest_body(), by=ann).json()
    there = api.post("asset_revision/find_by_hash", digest_body(analysis=analysis.id), by=ann)

    assert len(everywhere) == 2
    assert [r["api_id"] for r in there.json()] == [last["api_id"]]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hash_type": "sha256"}, "hash_type"),
        ({"digest": "abc"}, "digest"),
        ({"digest": "z" * 64}, "digest"),
        ({"digest": 5}, "digest"),
    ],
)
def test_a_search_by_something_else_is_refused(api, ann, change, field):
    answer = api.post("asset_revision/find_by_hash/", digest_body() | change, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_assets_are_found_by_their_exact_name_those_one_may_add_to_first(api, site, ann, bob):
    lab = site.workspace(bob)
    site.join(ann, lab, "viewer")
    for workspace, person in ((lab, bob), (site.primary(ann), ann)):
        api.post("asset/", {"name": "a.csv", "workspace": workspace.id}, by=person)

    found = api.post("asset/find_by_name/", {"name": "a.csv"}, by=ann).json()

    assert [a["workspace"] for a in found] == [site.primary(ann).id, lab.id]
    assert api.post("asset/find_by_name/", {"name": "A.csv"}, by=ann).json() == []


def test_links_are_written_with_a_figure_and_mirrored(api, site, stored, ann):
    id = new_id()
    body = {"figure": site.figure(ann).id, "client_id": id, "assets": [link_to(stored)]}

    made = api.post("revision/", body, by=ann).json()

    link = {"figure_revision": id, "asset_revision": stored["api_id"], "use_type": "direct"}
    assert made["assets"] == [link]
    mirror = api.get(f"asset_revision/{stored['api_id']}", by=ann).json()["figure_revisions"]
    assert mirror == [link]


def test_each_writing_replaces_all_links(api, site, asset, stored, ann):
    revision = site.revision(ann)
    path = f"revision/{revision.id}/"
    body = {"asset": asset["api_id"], "data": [a_file(b"2")]}
    other = api.post("asset_revision/", body, by=ann).json()
    twice = [link_to(stored), link_to(stored), link_to(other, "indirect")]

    def links(body):
        answer = api.patch(path, body, by=ann).json()
        return [link["asset_revision"] for link in answer["assets"]]

    assert links({"assets": twice}) == [stored["api_id"], other["api_id"]]
    assert links({"metadata": {}}) == [stored["api_id"], other["api_id"]]
    assert links({"assets": [link_to(other)]}) == [other["api_id"]]
    assert links({"assets": []}) == []


def test_a_link_to_what_one_may_not_read_changes_nothing(api, site, stored, ann, bob):
    revision = site.revision(bob)
    body = {"metadata": {"changed": True}, "assets": [link_to(stored)]}

    changed = api.patch(f"revision/{revision.id}/", body, by=bob)
    made = api.post("revision/", {"figure": revision.figure_id, **body}, by=bob)

    assert (changed.status_code, made.status_code) == (403, 403)
    assert api.get(f"revision/{revision.id}/", by=bob).json()["metadata"] == {}
    assert len(api.get(f"figure/{revision.figure_id}/", by=bob).json()["revisions"]) == 1


@pytest.mark.parametrize(
    ("link", "status", "field"),
    [
        ({"asset_revision": "no id"}, 400, "assets[0].asset_revision"),
        ({"asset_revision": new_id()}, 404, None),
        ({"use_type": "sometimes"}, 400, "assets[0].use_type"),
        ({"use_type": None}, 400, "assets[0].use_type"),
    ],
)
def test_a_broken_link_is_refused(api, site, stored, ann, link, status, field):
    body = {"assets": [link_to(stored) | link]}

    answer = api.patch(f"revision/{site.revision(ann).id}/", body, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (status, field)


def test_deleting_either_side_deletes_the_link(api, site, asset, stored, ann):
    first, second = site.revision(ann), site.revision(ann)
    for revision in (first, second):
        api.patch(f"revision/{revision.id}/", {"assets": [link_to(stored)]}, by=ann)

    api.delete(f"revision/{first.id}/", by=ann)
    mirror = api.get(f"asset_revision/{stored['api_id']}/", by=ann).json()["figure_revisions"]
    gone = api.delete(f"asset/{asset['api_id']}/", by=ann)

    assert [link["figure_revision"] for link in mirror] == [second.id]
    assert gone.status_code == 204
    assert api.get(f"revision/{second.id}/", by=ann).json()["assets"] == []
    assert api.get(f"asset_revision/{stored['api_id']}/", by=ann).status_code == 404
    assert api.get(f"data/{stored['data'][0]['api_id']}/", by=ann).status_code == 404
    assert api.get(f"workspace/{site.primary(ann).id}/", by=ann).json()["assets"] == []


def test_unlinking_takes_one_anchor_or_all_and_deletes_on_request(api, site, stored, ann):
    revision = site.revision(ann)
    links = [link_to(stored) | {"anchor": anchor} for anchor in ("slide 1", "slide 2", None)]
    api.patch(f"revision/{revision.id}/", {"assets": links}, by=ann)
    path, about = f"asset_revision/{stored['api_id']}/unlink_figure/", revision.id

    one = api.post(path, {"figure_revision": about, "anchor": "slide 1"}, by=ann)
    again = api.post(path, {"figure_revision": about, "anchor": "slide 1"}, by=ann)
    rest = api.post(path, {"figure_revision": about, "delete_figure_revision": True}, by=ann)

    assert [link.get("anchor") for link in one.json()["figure_revisions"]] == ["slide 2", None]
    assert again.status_code == 404
    assert rest.json()["figure_revisions"] == []
    assert api.get(f"revision/{revision.id}/", by=ann).status_code == 404


def test_only_those_who_may_change_a_side_unlink(api, site, stored, ann, bob):
    revision = site.revision(ann)
    api.patch(f"revision/{revision.id}/", {"assets": [link_to(stored)]}, by=ann)
    site.join(bob, site.primary(ann), "viewer")
    body = {"figure_revision": revision.id}

    answer = api.post(f"asset_revision/{stored['api_id']}/unlink_figure/", body, by=bob)

    assert answer.status_code == 403


def test_an_asset_outlives_the_analysis_that_claims_it(api, site, ann):
    analysis = site.analysis(ann)
    body = {"name": "a.csv", "workspace": analysis.workspace_id, "analysis": analysis.id}
    asset = api.post("asset/", body, by=ann).json()

    api.delete(f"analysis/{analysis.id}/", by=ann)

    assert asset["analysis"] == analysis.id
    assert api.get(f"asset/{asset['api_id']}/", by=ann).json()["analysis"] is None


def test_an_asset_is_renamed_claimed_and_moved_with_its_size(api, site, asset, stored, ann):
    lab, path = site.workspace(ann), f"asset/{asset['api_id']}/"
    analysis = site.analysis(ann)

    renamed = api.patch(path, {"name": "b.csv", "analysis": analysis.id}, by=ann).json()
    moved = api.put(path, {"workspace": lab.id, "analysis": None}, by=ann).json()

    assert (renamed["name"], renamed["analysis"]) == ("b.csv", analysis.id)
    assert (moved["workspace"], moved["analysis"], moved["name"]) == (lab.id, None, "b.csv")
    sizes = [
        api.get(f"workspace/{id}/", by=ann).json()["size_bytes"]
        for id in (site.primary(ann).id, lab.id)
    ]
    assert sizes == [0, len(CSV)]


def test_a_revision_of_an_asset_is_changed_and_moved_to_another(api, site, asset, stored, ann):
    body = {"name": "other", "workspace": asset["workspace"]}
    other = api.post("asset/", body, by=ann).json()
    path = f"asset_revision/{stored['api_id']}/"

    changed = api.put(path, {"data": [a_file(b"12345")], "metadata": {"a": 1}}, by=ann).json()
    moved = api.patch(path, {"asset": other["api_id"]}, by=ann).json()

    assert (changed["size_bytes"], changed["metadata"]) == (5, {"a": 1})
    assert (moved["asset"], moved["revision_index"]) == (other["api_id"], 0)
    sizes = [api.get(f"asset/{a['api_id']}/", by=ann).json()["size_bytes"] for a in (asset, other)]
    assert sizes == [0, 5]


def test_deleting_a_revision_of_an_asset_shows_in_the_sizes(api, asset, stored, ann):
    api.delete(f"asset_revision/{stored['api_id']}/", by=ann)

    shown = api.get(f"asset/{asset['api_id']}/", by=ann).json()

    assert (shown["size_bytes"], shown["revisions"]) == (0, [])


def test_thumbnails_are_made_whether_a_picture_is_sent_as_file_or_as_image(api, asset, ann):
    path = f"asset/{asset['api_id']}/thumbnail/64"
    none = api.get(path, by=ann).json()
    for item in (a_file(PNG, "a.PNG"), a_picture(), a_file(CSV, "penguins.csv")):
        body = {"asset": asset["api_id"], "data": [item]}
        made = api.post("asset_revision/", body, by=ann).json()

        assert api.get(f"asset_revision/{made['api_id']}/thumbnail/64", by=ann).json()["thumbnail"]
        assert api.get(path, by=ann).json()["thumbnail"]

    assert none == {"thumbnail": None}


def test_a_used_id_is_a_conflict(api, asset, ann):
    body = {"asset": asset["api_id"], "client_id": new_id(), "data": [a_file()]}

    statuses = [api.post("asset_revision/", body, by=ann).status_code for _ in range(2)]

    assert statuses == [201, 409]


def test_strangers_and_viewers_are_refused(api, site, asset, stored, ann, bob):
    paths = [f"asset/{asset['api_id']}/", f"asset_revision/{stored['api_id']}/"]
    data = f"data/{stored['data'][0]['api_id']}/"
    more = {"name": "x", "workspace": asset["workspace"]}

    def statuses():
        reading = [api.get(path, by=bob).status_code for path in (*paths, data)]
        writing = [
            call(path, {}, by=bob).status_code for path in paths for call in (api.put, api.patch)
        ]
        deleting = [api.delete(path, by=bob).status_code for path in paths]
        return reading, writing + deleting + [api.post("asset/", more, by=bob).status_code]

    before = statuses()
    site.join(bob, site.primary(ann), "viewer")

    assert before == ([403] * 3, [403] * 7)
    assert statuses() == ([200] * 3, [403] * 7)
    assert [api.get(path).status_code for path in (*paths, data)] == [401] * 3


@pytest.mark.parametrize("version", ["v1", "v1.1"])
def test_old_versions_carry_the_bytes_and_ids_of_children(api, asset, stored, ann, version):
    old = api.at(version)

    revision = old.get(f"asset_revision/{stored['api_id']}/", by=ann).json()
    children = old.get(f"asset/{asset['api_id']}/", by=ann).json()["revisions"]

    assert revision["data"][0]["data"] == b64(CSV)
    assert (children == [stored["api_id"]]) is (version == "v1")
