"""Storage settings over the wire."""

import pytest

OURS = {"vendor": "GoFigr.io", "params": None}
BUCKET = {"vendor": "aws", "params": {"bucket": "b", "key": "data"}}


@pytest.fixture
def institute(api, ann):
    return api.post("organization/", {"name": "Institute"}, by=ann).json()["api_id"]


@pytest.fixture
def lab(site, ann):
    return site.workspace(ann).id


def test_data_is_kept_in_the_own_folder_unless_told_otherwise(api, site, ann, lab, institute):
    (item,) = site.data(site.revision(ann))

    assert api.get(f"workspace/{lab}/storage/", by=ann).json() == OURS
    assert api.get(f"organization/{institute}/storage/", by=ann).json() == OURS
    assert api.get(f"data/{item.id}/storage/", by=ann).json() == {
        "vendor": "GoFigr.io",
        "path": None,
    }


def test_an_organization_notes_another_vendor(api, ann, institute):
    chosen = api.post(f"organization/{institute}/storage/", BUCKET, by=ann)

    assert (chosen.status_code, chosen.json()) == (200, BUCKET)
    assert api.get(f"organization/{institute}/storage/", by=ann).json() == BUCKET


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (BUCKET, "params"),
        ({"vendor": "aws", "params": {"bucket": "b", "nonsense": 1}}, "params"),
        ({"vendor": "aws", "params": {"bucket": 1}}, "params.bucket"),
        ({"vendor": "aws", "params": None}, "params"),
        ({"vendor": "tape", "params": {"reel": 1}}, "vendor"),
        ({"vendor": "GoFigr.io", "params": {"bucket": "b"}}, "params"),
    ],
)
def test_a_workspace_refuses_what_the_service_cannot_write_to(api, ann, lab, choice, field):
    answer = api.post(f"workspace/{lab}/storage/", choice, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert api.get(f"workspace/{lab}/storage/", by=ann).json() == OURS


def test_an_organization_notes_no_secrets_that_nobody_can_use(api, ann, institute):
    choice = {"vendor": "tape", "params": {"robot": {"password": "sesame"}}}

    answer = api.post(f"organization/{institute}/storage/", choice, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "vendor")
    assert api.get(f"organization/{institute}/storage/", by=ann).json() == OURS


@pytest.mark.parametrize("kind", ["workspace", "organization"])
def test_a_test_tells_and_stores_nothing(api, ann, lab, institute, kind):
    place = f"{kind}/{lab if kind == 'workspace' else institute}/storage"

    works = api.post(f"{place}/test/", OURS, by=ann)
    fails = api.post(f"{place}/test/", BUCKET, by=ann)

    assert (works.status_code, works.json()) == (200, OURS)
    assert fails.status_code == 400
    assert api.get(f"{place}/", by=ann).json() == OURS


def test_an_organization_decides_whether_its_workspaces_choose(api, ann, lab, institute):
    api.patch(f"workspace/{lab}/", {"organization": institute}, by=ann)

    refused = api.post(f"workspace/{lab}/storage/", OURS, by=ann)
    body = {"allow_per_workspace_storage_settings": True}
    api.patch(f"organization/{institute}/", body, by=ann)
    allowed = api.post(f"workspace/{lab}/storage/", OURS, by=ann)

    assert (refused.status_code, allowed.status_code) == (403, 200)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"vendor": "", "params": None}, "vendor"),
        ({"vendor": "aws", "params": "bucket"}, "params"),
        ({"vendor": "aws", "params": {"x": "y" * 70_000}}, "params"),
        ({"params": None}, None),
    ],
)
def test_what_cannot_be_kept_is_refused(api, ann, institute, body, field):
    answer = api.post(f"organization/{institute}/storage/", body, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_only_admins_see_and_choose(api, site, ann, bob, lab):
    workspace = site.database.read(lambda tx: tx.workspaces.get(lab))
    site.join(bob, workspace, "creator")

    answers = [
        api.get(f"workspace/{lab}/storage/", by=bob),
        api.post(f"workspace/{lab}/storage/", OURS, by=bob),
        api.post(f"workspace/{lab}/storage/test/", OURS, by=bob),
    ]

    assert [a.status_code for a in answers] == [403, 403, 403]
