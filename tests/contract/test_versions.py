"""What the API versions do differently, each difference in every version."""

import uuid

import pytest
from factories import PNG, a_picture, b64

from gofigr_jupyter.wire.versions import VERSIONS

ALL = ["v1", "v1.1", "v1.2", "v1.3", "v1.4", "v1.4.1"]


@pytest.mark.parametrize("version", ALL)
def test_every_version_tells_its_name(api, version):
    assert api.at(version).get("info/").json()["api_version"] == version


@pytest.mark.parametrize("version", ALL)
def test_children_are_ids_in_the_first_version_and_objects_later(api, site, ann, version):
    revision = site.revision(ann)
    at = api.at(version)

    children = [
        at.get(f"workspace/{revision.workspace_id}/", by=ann).json()["analyses"][0],
        at.get(f"analysis/{revision.analysis_id}/", by=ann).json()["figures"][0],
        at.get(f"figure/{revision.figure_id}/", by=ann).json()["revisions"][0],
    ]

    ids = [revision.analysis_id, revision.figure_id, revision.id]
    if version == "v1":
        assert children == ids
    else:
        assert [child["api_id"] for child in children] == ids


@pytest.mark.parametrize("version", ALL)
def test_bytes_are_inline_in_the_first_two_versions(api, site, ann, version):
    revision = site.revision(ann)

    data = api.at(version).get(f"revision/{revision.id}/", by=ann).json()["data"][0]["data"]

    assert data == (b64(PNG) if version in ("v1", "v1.1") else None)


@pytest.mark.parametrize("version", ALL)
def test_the_workspace_list_is_full_before_v1_4_and_shallow_from_then_on(api, site, ann, version):
    site.analysis(ann)

    found = api.at(version).get("workspace/", by=ann).json()[0]

    if version in ("v1.4", "v1.4.1"):
        assert not {"analyses", "assets"} & found.keys()
    else:
        assert len(found["analyses"]) == 1
        assert found["assets"] == []


@pytest.mark.parametrize("version", ALL)
def test_creation_on_behalf_is_told_from_v1_3_on(api, site, ann, version):
    revision = site.revision(ann)

    found = api.at(version).get(f"revision/{revision.id}/", by=ann).json()

    assert ("created_on_behalf_name" in found) == (version in ("v1.3", "v1.4", "v1.4.1"))


@pytest.mark.parametrize("version", ALL)
@pytest.mark.parametrize("kind", ["figure", "revision"])
def test_ai_texts_are_told_from_v1_4_on(api, site, ann, version, kind):
    revision = site.revision(ann)
    id = {"figure": revision.figure_id, "revision": revision.id}[kind]

    found = api.at(version).get(f"{kind}/{id}/", by=ann).json()

    assert ("ai_title" in found) == ("ai_description" in found) == (version in ("v1.4", "v1.4.1"))


@pytest.mark.parametrize("version", ALL)
def test_assets_and_organizations_follow_the_same_traits(api, site, ann, version):
    at, home = api.at(version), site.primary(ann).id
    asset = api.post("asset/", {"name": "a", "workspace": home}, by=ann).json()["api_id"]
    id = str(uuid.uuid4())
    body = {"asset": asset, "client_id": id, "data": [a_picture()]}
    made = at.post("asset_revision/", body, by=ann).json()["api_id"]
    institute = api.post("organization/", {"name": "o"}, by=ann).json()["api_id"]
    api.patch(f"workspace/{home}/", {"organization": institute}, by=ann)

    [revision] = at.get(f"asset/{asset}/", by=ann).json()["revisions"]
    [inside] = at.get(f"workspace/{home}/", by=ann).json()["assets"]
    [place] = at.get(f"organization/{institute}/", by=ann).json()["workspaces"]
    [data] = at.get(f"asset_revision/{made}/", by=ann).json()["data"]

    children = [revision, inside, place]
    if version != "v1":
        children = [child["api_id"] for child in children]
    assert children == [made, asset, home]
    assert data["data"] == (b64(PNG) if version in ("v1", "v1.1") else None)
    assert (made == id) is (version == "v1.4.1")


KINDS = {
    "analysis": "workspace",
    "figure": "analysis",
    "revision": "figure",
    "asset": "workspace",
    "asset_revision": "asset",
}


@pytest.mark.parametrize("version", ALL)
def test_for_whom_a_thing_is_made_is_taken_from_v1_3_on_and_never_changed(api, site, ann, version):
    at, made = api.at(version), {"workspace": site.primary(ann).id}
    told = {"created_on_behalf_name": "Eve Lee", "created_on_behalf_email": "eve@example.org"}
    later = {"created_on_behalf_name": "Mallory"}

    for kind, parent in KINDS.items():
        body = {"name": "x", parent: made[parent], "metadata": {}, **told}
        made[kind] = at.post(f"{kind}/", body, by=ann).json()["api_id"]
        at.patch(f"{kind}/{made[kind]}/", later, by=ann)

        found = api.get(f"{kind}/{made[kind]}/", by=ann).json()
        knows = version in ("v1.3", "v1.4", "v1.4.1")
        assert found["created_by"] == "ann"
        assert found["created_on_behalf"] is knows
        assert found["created_on_behalf_name"] == ("Eve Lee" if knows else None)
        assert found["created_on_behalf_email"] == ("eve@example.org" if knows else None)


@pytest.mark.parametrize("version", ALL)
@pytest.mark.parametrize("kind", ["figure", "revision"])
def test_ai_texts_are_taken_from_v1_4_on(api, site, ann, version, kind):
    at, figure = api.at(version), site.figure(ann)
    parent = {"figure": {"analysis": figure.analysis_id, "name": "x"}}.get(
        kind, {"figure": figure.id}
    )
    words = {"ai_title": "Bills", "ai_description": "Gentoo bills are longest."}

    def read():
        found = api.get(f"{kind}/{id}/", by=ann).json()
        return found["ai_title"], found["ai_description"]

    id = at.post(f"{kind}/", {**parent, **words}, by=ann).json()["api_id"]
    first = read()
    at.patch(f"{kind}/{id}/", {"ai_title": None, "ai_description": "Longer."}, by=ann)
    then = read()
    at.patch(f"{kind}/{id}/", {"metadata": {}, "description": "by hand"}, by=ann)

    knows = version in ("v1.4", "v1.4.1")
    assert first == (("Bills", "Gentoo bills are longest.") if knows else (None, None))
    assert then == read() == ((None, "Longer.") if knows else (None, None))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"created_on_behalf_name": "a\0b"}, "created_on_behalf_name"),
        ({"created_on_behalf_email": "nobody"}, "created_on_behalf_email"),
        ({"ai_title": "x" * 10_000}, "ai_title"),
        ({"ai_description": "a\0b"}, "ai_description"),
        ({"ai_title": 3}, "ai_title"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_attributions_and_ai_texts_that_cannot_be_kept_are_named(api, site, ann, body, field):
    figure = site.figure(ann)

    answers = [
        api.post("figure/", {"analysis": figure.analysis_id, "name": "x", **body}, by=ann),
        api.post("revision/", {"figure": figure.id, **body}, by=ann),
    ]

    assert [(a.status_code, a.json()["field"]) for a in answers] == [(400, field)] * 2


def test_every_version_has_a_row_of_traits():
    assert list(VERSIONS) == ALL


@pytest.mark.parametrize("version", ALL)
def test_the_callers_id_is_taken_from_v1_4_1_on(api, site, ann, version):
    id = str(uuid.uuid4())
    body = {"figure": site.figure(ann).id, "client_id": id, "data": [a_picture()]}

    made = api.at(version).post("revision/", body, by=ann)

    assert made.status_code == 201
    assert (made.json()["api_id"] == id) == (version == "v1.4.1")
