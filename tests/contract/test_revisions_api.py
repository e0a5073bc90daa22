"""Revisions and their data over the wire."""

import uuid

import pytest
from factories import PNG, a_picture, b64

from gofigr_jupyter.ids import content_hash

CODE = {"name": "Jupyter Cell", "type": "code", "metadata": {"language": "Python"}, "data": ""}


def kept(api, person, revision):
    """The bytes of each data object, by name."""
    return {
        item["name"]: api.get(f"data/{item['api_id']}/", by=person).json()["data"]
        for item in revision["data"]
    }


def test_a_revision_comes_back_as_it_was_sent(api, site, ann):
    figure = site.figure(ann)
    metadata = {"a": [1, 2.50, None, "ü"], "provenance": {"schema": 1}}
    body = {"figure": figure.id, "metadata": metadata, "data": [a_picture(), CODE], "assets": []}

    made = api.post("revision/", body, by=ann)

    told = made.json()
    assert made.status_code == 201
    assert told["metadata"] == metadata
    assert (told["revision_index"], told["size_bytes"]) == (0, len(PNG))
    assert (told["is_processing"], told["assets"]) == (False, [])
    assert told["figure_metadata"] == {"name": figure.name}
    assert [(d["name"], d["type"], d["data"]) for d in told["data"]] == [
        ("figure", "image", None),
        ("Jupyter Cell", "code", None),
    ]
    assert told["data"][0]["hash"] == content_hash(PNG)
    assert told["data"][0]["metadata"] == a_picture()["metadata"]
    assert kept(api, ann, told) == {"figure": b64(PNG), "Jupyter Cell": ""}
    assert api.get(f"revision/{told['api_id']}", by=ann).json() == told


def test_a_short_id_names_a_revision_too(api, site, ann, bob):
    body = {"figure": site.figure(ann).id, "metadata": {}, "short_id": "Ab3dE9xk1"}
    told = api.post("revision/", body, by=ann).json()

    assert api.get("revision/Ab3dE9xk1", by=ann).json() == told
    assert api.get("revision/Ab3dE9xk1", by=bob).status_code == 403
    assert api.get("revision/Ab3dE9xk2", by=ann).status_code == 404


@pytest.mark.parametrize("metadata", ["a", [], {}, None, 1, True, {"deep": {"er": [[]]}}])
def test_metadata_is_any_json_and_comes_back_verbatim(api, site, ann, metadata):
    body = {"figure": site.figure(ann).id, "metadata": metadata}

    assert api.post("revision/", body, by=ann).json()["metadata"] == metadata


def test_numbers_in_metadata_keep_their_digits(api, site, ann):
    metadata = '{"x": 1.2300e2, "y": 12345678901234567890123}'
    content = f'{{"figure": "{site.figure(ann).id}", "metadata": {metadata}}}'

    answer = api.call("POST", "revision/", by=ann, content=content)

    assert metadata in answer.text


def test_the_callers_id_becomes_the_revisions_id_once(api, site, ann):
    id = str(uuid.uuid4())
    body = {"figure": site.figure(ann).id, "client_id": id, "api_id": id, "data": [a_picture()]}

    first, second = (api.post("revision/", body, by=ann) for _ in range(2))

    assert (first.status_code, first.json()["api_id"]) == (201, id)
    assert (second.status_code, second.json()["code"]) == (409, "conflict")
    assert second.json()["field"] == "client_id"
    assert len(api.get(f"figure/{body['figure']}/", by=ann).json()["revisions"]) == 1


def test_a_short_id_is_taken_once(api, site, ann):
    figure = site.figure(ann)

    first, second = (
        api.post("revision/", {"figure": figure.id, "short_id": "Ab3x9K2m0"}, by=ann)
        for _ in range(2)
    )

    assert first.json()["short_id"] == "Ab3x9K2m0"
    assert (second.status_code, second.json()["field"]) == (409, "short_id")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"client_id": "no id"}, "client_id"),
        ({"short_id": "a/b"}, "short_id"),
        ({"short_id": "x" * 65}, "short_id"),
        ({"data": [a_picture(type="cell")]}, "data[0].type"),
        ({"data": [a_picture(), a_picture(data=b"")]}, None),
        ({"data": [a_picture() | {"data": "%%%"}]}, "data[0].data"),
        ({"data": [a_picture() | {"data": "aGk"}]}, "data[0].data"),
        ({"data": [a_picture() | {"data": None}]}, "data[0].data"),
        ({"data": [a_picture() | {"metadata": "x"}]}, "data[0].metadata"),
        ({"data": [a_picture() | {"name": "a\u0000"}]}, "data[0].name"),
        ({"data": {"a": 1}}, "data"),
        ({"is_clean_room": "yes"}, "is_clean_room"),
        ({"figure": None}, "figure"),
        ({"figure": "x"}, "figure"),
        ({"assets": [{"asset_revision": "x", "use_type": "direct"}]}, "assets[0].asset_revision"),
    ],
    ids=str,
)
def test_what_cannot_be_kept_is_refused_by_field_and_nothing_is_written(
    api, site, ann, change, field
):
    figure = site.figure(ann)

    answer = api.post("revision/", {"figure": figure.id, **change}, by=ann)

    if field is None:
        assert answer.status_code == 201
        return
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert api.get(f"figure/{figure.id}/", by=ann).json()["revisions"] == []
    assert api.get(f"figure/{figure.id}/", by=ann).json()["child_updated_on"] is None


def test_metadata_of_data_may_be_an_empty_list_and_comes_back_as_an_object(api, site, ann):
    body = {"figure": site.figure(ann).id, "data": [a_picture(metadata=[])]}

    assert api.post("revision/", body, by=ann).json()["data"][0]["metadata"] == {}


def test_revisions_of_a_figure_come_oldest_first_and_count_from_zero(api, site, ann):
    figure = site.figure(ann)
    made = [site.revision(ann, figure) for _ in range(3)]

    api.delete(f"revision/{made[1].id}/", by=ann)
    site.revision(ann, figure)

    found = api.get(f"figure/{figure.id}/", by=ann).json()["revisions"]
    assert [r["revision_index"] for r in found] == [0, 2, 3]
    assert [r["api_id"] for r in found][:2] == [made[0].id, made[2].id]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_change_replaces_the_data_and_keeps_known_ids(api, site, ann, method):
    revision = site.revision(ann, None, ("a", "text", {}, b"aa"), ("b", "text", {}, b"bbb"))
    first = site.data(revision)[0]
    body = {
        "data": [
            {"api_id": first.id, "name": "a", "type": "text", "data": b64(b"new a")},
            {"name": "c", "type": "text", "metadata": {}, "data": b64(b"c")},
        ]
    }

    changed = api.call(method, f"revision/{revision.id}/", by=ann, json=body).json()

    assert [d["name"] for d in changed["data"]] == ["a", "c"]
    assert changed["data"][0]["api_id"] == first.id
    assert changed["size_bytes"] == 6
    assert kept(api, ann, changed) == {"a": b64(b"new a"), "c": b64(b"c")}
    assert api.get(f"figure/{revision.figure_id}/", by=ann).json()["size_bytes"] == 6
    assert api.get(f"workspace/{revision.workspace_id}/", by=ann).json()["size_bytes"] == 6


def test_a_known_object_without_bytes_keeps_its_bytes(api, site, ann):
    revision = site.revision(ann, None, ("a", "text", {}, b"aa"))
    body = {"data": [{"api_id": site.data(revision)[0].id, "name": "renamed", "type": "text"}]}

    changed = api.patch(f"revision/{revision.id}/", body, by=ann).json()

    assert kept(api, ann, changed) == {"renamed": b64(b"aa")}


@pytest.mark.parametrize("body", [{"metadata": {"new": 1}}, {"metadata": {"new": 1}, "data": []}])
def test_a_change_without_data_or_with_an_empty_list_leaves_the_data_alone(api, site, ann, body):
    revision = site.revision(ann)

    changed = api.put(f"revision/{revision.id}/?silent=true", body, by=ann).json()

    assert changed["metadata"] == {"new": 1}
    assert len(changed["data"]) == 1


def test_making_changing_and_deleting_a_revision_is_news_all_the_way_up(api, site, ann):
    figure = site.figure(ann)
    above = (f"figure/{figure.id}", f"analysis/{figure.analysis_id}")
    above += (f"workspace/{figure.workspace_id}",)

    def news():
        return {api.get(f"{path}/", by=ann).json()["child_updated_on"] for path in above}

    made = api.post("revision/", {"figure": figure.id}, by=ann).json()
    after_making = news()
    changed = api.patch(f"revision/{made['api_id']}/", {"metadata": 1}, by=ann).json()
    after_changing = news()
    api.delete(f"revision/{made['api_id']}/", by=ann)

    assert after_making == {made["created_on"]}
    assert after_changing == {changed["updated_on"]}
    assert min(news()) > changed["updated_on"]


def test_a_revision_moves_to_the_end_of_another_figure(api, site, ann):
    revision, other = site.revision(ann), site.revision(ann)

    moved = api.patch(f"revision/{revision.id}/", {"figure": other.figure_id}, by=ann).json()

    assert (moved["figure"], moved["revision_index"]) == (other.figure_id, 1)
    assert api.get(f"figure/{revision.figure_id}/", by=ann).json()["size_bytes"] == 0
    sizes = revision.size_bytes + other.size_bytes
    assert api.get(f"figure/{other.figure_id}/", by=ann).json()["size_bytes"] == sizes


def test_a_deleted_revision_takes_its_data_and_size_along(api, site, ann):
    revision = site.revision(ann)
    data = site.data(revision)[0]

    assert api.delete(f"revision/{revision.id}/", by=ann).status_code == 204

    assert api.get(f"data/{data.id}/", by=ann).status_code == 404
    assert api.get(f"analysis/{revision.analysis_id}/", by=ann).json()["size_bytes"] == 0


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("who", ["ann", "bob", None])
def test_data_is_never_written_alone_by_anybody(api, site, ann, bob, method, who):
    data = site.data(site.revision(ann))[0]

    answer = api.call(method, f"data/{data.id}/", by={"ann": ann, "bob": bob, None: None}[who])

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


def test_the_clean_room_flag_is_kept_on_both_levels(api, site, ann):
    body = {"figure": site.figure(ann).id, "is_clean_room": True}
    body["data"] = [a_picture(is_clean_room=True), a_picture()]

    made = api.post("revision/", body, by=ann).json()

    assert made["is_clean_room"] is True
    assert [d["is_clean_room"] for d in made["data"]] == [True, False]
    data = api.get(f"data/{made['data'][0]['api_id']}/", by=ann).json()
    assert data["is_clean_room"] is True
