"""Metadata proxies over the wire."""

from datetime import datetime, timedelta

import pytest
from factories import Person

from gofigr_jupyter.service.domain.metadata_proxies import open_proxy

PAGE = {"metadata": {"url": "http://localhost:8888/lab/tree/n.ipynb", "active_tab_title": "n"}}


@pytest.fixture
def proxy(api, ann):
    return api.post("metadata/", {}, by=ann).json()


def test_a_new_proxy_waits_for_the_page(api, proxy, ann):
    assert proxy["initiator"] == "ann"
    assert (proxy["updated"], proxy["metadata"]) == (None, None)
    assert proxy["token"].replace("-", "").replace("_", "").isalnum()
    assert api.get(f"metadata/{proxy['token']}", by=ann).json() == proxy


def test_the_page_needs_no_account_and_the_kernel_sees_what_it_left(api, proxy, ann):
    left = api.post(f"metadata/{proxy['token']}", PAGE)

    seen = api.get(f"metadata/{proxy['token']}", by=ann).json()
    assert left.status_code == 200
    assert seen["metadata"] == PAGE["metadata"]
    assert seen["updated"] == left.json()["updated"]


def test_pages_of_other_origins_may_leave_metadata(api, proxy):
    headers = {
        "Origin": "http://localhost:8888",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    path = f"metadata/{proxy['token']}"

    asked = api.call("OPTIONS", path, headers=headers)
    left = api.post(path, PAGE, headers={"Origin": "http://localhost:8888"})
    elsewhere = api.call("OPTIONS", "workspace/", headers=headers)

    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert asked.headers["access-control-allow-methods"] == "POST"
    assert asked.headers["access-control-allow-headers"] == "content-type"
    assert left.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in elsewhere.headers


def test_only_who_made_it_reads_and_deletes_it(api, proxy, ann, bob):
    path = f"metadata/{proxy['token']}"

    assert [api.get(path, by=by).status_code for by in (bob, None)] == [403, 403]
    assert [api.delete(path, by=by).status_code for by in (bob, None)] == [403, 401]
    assert api.delete(path, by=ann).status_code == 204
    assert api.get(path, by=ann).status_code == 404
    assert api.post(path, PAGE).status_code == 404


@pytest.mark.parametrize("hours", [1, 48, 24 * 365])
def test_a_proxy_never_lasts_a_day(api, ann, hours):
    now = datetime.now().astimezone()

    made = api.post("metadata/", {"expiry": (now + timedelta(hours=hours)).isoformat()}, by=ann)

    created, expiry = (datetime.fromisoformat(made.json()[k]) for k in ("created", "expiry"))
    assert timedelta(0) < expiry - created < timedelta(hours=24)


@pytest.mark.parametrize("expiry", ["soon", "2001-01-01T00:00:00+00:00", 5])
def test_an_unusable_expiry_is_refused(api, ann, expiry):
    answer = api.post("metadata/", {"expiry": expiry}, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "expiry")


def test_an_expired_proxy_is_gone(api, site, ann):
    proxy, token = site.database.write(lambda tx: open_proxy(tx, ann.actor))
    site.database.write(lambda tx: tx.metadata_proxies.change(proxy.id, expiry=proxy.created))

    assert api.get(f"metadata/{token}", by=ann).status_code == 404
    assert api.post(f"metadata/{token}", PAGE).status_code == 404


def test_a_page_may_not_leave_much(api, proxy):
    path = f"metadata/{proxy['token']}"

    assert api.post(path, {"metadata": "x" * 70_000}).status_code == 400
    assert api.post(path, {"other": 1}).status_code == 400


def test_anybody_without_an_account_makes_none(api):
    assert api.post("metadata/", {}).status_code == 401
    bad = Person(None, "Token nothing")
    assert api.post("metadata/", {}, by=bad).status_code == 401
