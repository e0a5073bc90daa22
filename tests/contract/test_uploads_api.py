"""Files of any size, sent as they are."""

import asyncio

import pytest

from gofigr_jupyter.ids import content_hash, new_id

MEGABYTES = bytes(range(256)) * 4096 * 3


@pytest.fixture
def asset(api, site, ann):
    body = {"name": "penguins.csv", "workspace": site.primary(ann).id}
    return api.post("asset/", body, by=ann).json()["api_id"]


def pieces_of(data, size=100_000):
    async def stream():
        for start in range(0, len(data), size):
            yield data[start : start + size]

    return stream()


@pytest.mark.parametrize("content", [b"", b"a,b\n", MEGABYTES], ids=len)
def test_a_file_becomes_a_revision(api, asset, ann, content):
    path = f"asset/{asset}/content/?path=data/penguins.csv"

    answer = api.put(path, content=pieces_of(content), by=ann)

    made = answer.json()
    item = made["data"][0]
    assert answer.status_code == 201
    assert (item["name"], item["type"]) == ("penguins.csv", "file")
    assert item["metadata"] == {"path": "data/penguins.csv"}
    assert (item["hash"], made["size_bytes"]) == (content_hash(content), len(content))
    assert api.get(f"asset_revision/{made['api_id']}/", by=ann).json() == made
    digest = {"digest": content_hash(content)}
    found = api.post("asset_revision/find_by_hash/", digest, by=ann).json()
    assert [r["api_id"] for r in found] == [made["api_id"]]


def test_other_bytes_than_were_promised_make_no_revision(api, asset, ann):
    path = f"asset/{asset}/content/?blake3="

    refused = api.put(path + content_hash(b"other"), content=b"a,b\n", by=ann)
    none = api.get(f"asset/{asset}/", by=ann).json()["revisions"]
    taken = api.put(path + content_hash(b"a,b\n").upper(), content=b"a,b\n", by=ann)

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    assert refused.json()["field"] == "blake3"
    assert none == []
    assert taken.status_code == 201


def test_the_same_bytes_are_stored_once(api, site, asset, ann):
    for _ in range(2):
        api.put(f"asset/{asset}/content/", content=pieces_of(MEGABYTES), by=ann)

    files = [path for path in site.blobs.root.rglob("*") if path.is_file()]
    assert [path.parent.name + path.name for path in files] == [content_hash(MEGABYTES)]


def test_who_may_not_add_is_refused_before_anything_is_read(api, site, asset, ann, bob):
    def unread():
        pytest.fail("the body was read")
        yield b""

    site.join(bob, site.primary(ann), "viewer")
    unknown = f"asset/{new_id()}/content"

    async def never():
        for piece in unread():
            yield piece

    statuses = [
        api.put(f"asset/{asset}/content", content=never(), by=bob).status_code,
        api.put(f"asset/{asset}/content", content=never()).status_code,
        api.put(unknown, content=never(), by=ann).status_code,
    ]

    assert statuses == [403, 401, 404]


def test_a_retry_with_its_id_is_told_that_it_worked(api, asset, ann):
    path = f"asset/{asset}/content/?client_id={new_id()}"

    statuses = [api.put(path, content=b"1", by=ann).status_code for _ in range(2)]

    assert statuses == [201, 409]


def test_a_sender_who_goes_away_leaves_nothing(app, site, asset, ann):
    messages = iter(
        [
            {"type": "http.request", "body": b"x" * 2_000_000, "more_body": True},
            {"type": "http.disconnect"},
        ]
    )
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "PUT",
        "scheme": "http",
        "server": ("testserver", 80),
        "path": f"/api/v1.4.1/asset/{asset}/content",
        "query_string": b"",
        "headers": [(b"authorization", ann.header.encode())],
    }
    sent = []

    async def receive():
        return next(messages)

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))

    assert sent[0]["status"] >= 400
    assert [path for path in site.blobs.root.rglob("*") if path.is_file()] == []
