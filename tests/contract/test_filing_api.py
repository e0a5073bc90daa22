"""Revisions that are derived, added to, or filed by the service."""

import pytest
from factories import PNG, a_picture, b64

TABLE = ("penguins", "dataframe", {"format": "csv"}, b"a,b\n1,2\n")
CODE = ("Jupyter Cell", "code", {}, b"plot()")


def names(revision):
    return [item["name"] for item in revision["data"]]


def an_asset_revision(api, site, person):
    body = {"name": "a.csv", "workspace": site.primary(person).id}
    asset = api.post("asset/", body, by=person).json()
    return api.post("asset_revision/", {"asset": asset["api_id"]}, by=person).json()


def test_a_derived_revision_takes_tables_links_and_metadata_along(api, site, ann):
    source = site.revision(ann, None, CODE, TABLE, metadata='{"notebook_name": "n"}')
    link = {"asset_revision": an_asset_revision(api, site, ann)["api_id"], "use_type": "direct"}
    api.patch(f"revision/{source.id}/", {"assets": [link]}, by=ann)
    figure = site.figure(ann)

    answer = api.post(f"revision/{source.id}/derive/", {"figure": figure.id}, by=ann)

    made = answer.json()
    assert (answer.status_code, made["figure"], names(made)) == (201, figure.id, ["penguins"])
    assert made["metadata"] == {"notebook_name": "n"}
    assert made["short_id"].isalnum()
    assert made["assets"] == [link | {"figure_revision": made["api_id"]}]
    assert made["size_bytes"] == len(TABLE[3])
    assert api.get(f"figure/{figure.id}/", by=ann).json()["size_bytes"] == len(TABLE[3])
    table = api.get(f"data/{made['data'][0]['api_id']}/", by=ann).json()
    assert table["data"] == b64(TABLE[3])


def test_a_derived_revision_may_have_metadata_of_its_own(api, site, ann):
    source, figure = site.revision(ann), site.figure(ann)
    body = {"figure": figure.id, "metadata": {"mine": 1}}

    made = api.post(f"revision/{source.id}/derive/", body, by=ann).json()

    assert made["metadata"] == {"mine": 1}


def test_a_derived_revision_outlives_its_source(api, site, ann):
    source = site.revision(ann, None, TABLE)
    made = api.post(f"revision/{source.id}/derive/", {"figure": site.figure(ann).id}, by=ann).json()

    api.delete(f"revision/{source.id}/", by=ann)

    table = api.get(f"data/{made['data'][0]['api_id']}/", by=ann).json()
    assert table["data"] == b64(TABLE[3])


def test_deriving_needs_a_readable_source_and_a_writable_figure(api, site, ann, bob):
    source, figure = site.revision(ann), site.figure(bob)
    path, into = f"revision/{source.id}/derive/", {"figure": figure.id}

    unreadable = api.post(path, into, by=bob).status_code
    api.post(f"revision/{source.id}/share/user/", {"username": "bob"}, by=ann)
    unwritable = api.post(path, {"figure": source.figure_id}, by=bob).status_code

    assert (unreadable, unwritable) == (403, 403)
    assert api.post(path, into, by=bob).status_code == 201


def test_links_to_assets_one_may_not_read_stay_behind(api, site, ann, bob):
    source = site.revision(ann)
    link = {"asset_revision": an_asset_revision(api, site, ann)["api_id"]}
    api.patch(f"revision/{source.id}/", {"assets": [link]}, by=ann)
    api.post(f"revision/{source.id}/share/link/", {"enabled": True}, by=ann)

    made = api.post(f"revision/{source.id}/derive/", {"figure": site.figure(bob).id}, by=bob)

    assert made.json()["assets"] == []


def test_appended_data_comes_after_what_is_there(api, site, ann):
    revision = site.revision(ann)
    before = api.get(f"revision/{revision.id}/", by=ann).json()

    answer = api.post(
        f"revision/{revision.id}/append_data/", {"data": [a_picture(b"12345", name="more")]}, by=ann
    )

    after = answer.json()
    assert (answer.status_code, names(after)) == (200, ["figure", "more"])
    assert after["data"][0] == before["data"][0]
    assert after["size_bytes"] == len(PNG) + 5
    assert after["updated_by"] == "ann"
    assert api.get(f"figure/{revision.figure_id}/", by=ann).json()["size_bytes"] == len(PNG) + 5
    assert api.get(f"revision/{revision.id}/", by=ann).json() == after


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, None),
        ({"data": [{"name": "x", "type": "image"}]}, "data[0].data"),
        ({"data": [a_picture(type="cell")]}, "data[0].type"),
        ({"data": [a_picture() | {"data": "%%%"}]}, "data[0].data"),
    ],
)
def test_broken_data_is_not_appended(api, site, ann, body, field):
    revision = site.revision(ann)

    answer = api.post(f"revision/{revision.id}/append_data/", body, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert names(api.get(f"revision/{revision.id}/", by=ann).json()) == ["figure"]


def test_appending_needs_the_right_to_change(api, site, ann, bob):
    revision = site.revision(ann)
    site.join(bob, site.primary(ann), "viewer")

    answer = api.post(f"revision/{revision.id}/append_data/", {"data": [a_picture()]}, by=bob)

    assert answer.status_code == 403


def test_a_revision_is_filed_under_its_title(api, site, ann):
    analysis = site.analysis(ann)
    body = {"analysis": analysis.id, "data": [a_picture(name="Bills")], "metadata": {}}

    answers = [api.post("revision/auto-assign/", body, by=ann) for _ in range(2)]
    titled = api.post("revision/auto-assign", body | {"metadata": {"title": " Mass "}}, by=ann)
    nameless = api.post("revision/auto-assign/", body | {"data": [a_picture()]}, by=ann)

    assert [a.status_code for a in answers] == [201, 201]
    first, second = (a.json() for a in answers)
    assert (first["figure"], first["is_processing"]) == (second["figure"], False)
    assert [first["revision_index"], second["revision_index"]] == [0, 1]
    told = [r.json()["figure_metadata"]["name"] for r in (answers[0], titled, nameless)]
    assert told == ["Bills", "Mass", "Anonymous Figure"]
    figures = api.get(f"analysis/{analysis.id}/", by=ann).json()["figures"]
    assert [f["name"] for f in figures] == told


def test_filing_needs_an_analysis_one_may_change(api, site, ann, bob):
    body = {"analysis": site.analysis(ann).id, "data": [a_picture()]}

    assert api.post("revision/auto-assign/", body, by=bob).status_code == 403
    assert api.post("revision/auto-assign/", body | {"analysis": "x"}, by=bob).status_code == 400
    assert api.post("revision/auto-assign/", {"data": []}, by=bob).status_code == 400
