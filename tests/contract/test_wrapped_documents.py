"""Documents that come in a form or in JSON are imported as those that come plainly; hostile ones
are refused and leave nothing."""

import asyncio
import base64

import httpx
import pytest
from documents_made import notebook, picture, presentation
from importing_labs import a_lab

from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.service.surfaces.gofigr.imports.wrapped import MOST_BYTES, Unwrapped

DECK = presentation(("Bill length", "", [picture(1), picture(2)]))
FORM = {"Content-Type": "multipart/form-data; boundary=xx"}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with a_lab(tmp_path_factory.mktemp("lab")) as opened:
        yield opened


@pytest.fixture
def place(lab):
    return lab.site.workspace(lab.ann)


def sent(lab, **request):
    return lab.api.call("POST", "user_data_upload/", by=lab.ann, **request)


def the_end(lab, answer):
    assert answer.status_code == 201, answer.text
    return lab.ended(answer.json())


def test_a_form_with_a_file(lab, place):
    analysis = lab.site.analysis(lab.ann, place, name="Talks")
    fields = {"workspace": place.id, "analysis": analysis.id}

    task = the_end(lab, sent(lab, data=fields, files={"file": ('day "1" ä.pptx', DECK)}))

    assert task["message"] == "Found 2 pictures: 2 new."
    document = lab.get(f"asset_revision/{task['target_id']}/")
    assert document["data"][0]["hash"] == content_hash(DECK)
    assert document["data"][0]["name"] == 'day "1" ä.pptx'
    assert {each[0] for each in lab.figures(place)} == {"Talks"}


def test_the_name_of_a_form_counts_before_that_of_its_file_and_the_query_before_both(lab, place):
    for query in ({}, {"name": "c.pptx"}):
        fields = {"workspace": place.id, "name": "b.pptx"}
        files = {"document": ("a.pptx", DECK + b"\0" * len(query))}
        the_end(lab, sent(lab, data=fields, files=files, params=query))

    named = [each["name"] for each in lab.get(f"workspace/{place.id}/")["assets"]]
    assert named == ["b.pptx", "c.pptx"]


def test_a_document_that_comes_in_small_pieces_is_whole(lab, place):
    body = b"".join(
        [
            b'--xx\r\nContent-Disposition: form-data; name="workspace"\r\n\r\n',
            place.id.encode(),
            b'\r\n--xx\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\n',
            picture(5) + b"\r\n--x\r\n-",
            b"\r\n--xx--\r\n",
        ]
    )

    async def pieces():
        for start in range(0, len(body), 7):
            yield body[start : start + 7]

    task = the_end(lab, sent(lab, content=pieces(), headers=FORM))

    document = lab.get(f"asset_revision/{task['target_id']}/")
    assert document["data"][0]["hash"] == content_hash(picture(5) + b"\r\n--x\r\n-")


def test_json_with_a_document_in_base64(lab, place):
    body = {"data": base64.b64encode(DECK).decode(), "name": "deck.pptx", "workspace": place.id}

    task = the_end(lab, sent(lab, json=body))

    assert task["message"] == "Found 2 pictures: 2 new."
    assert [each[0] for each in lab.figures(place)] == ["deck.pptx"] * 2


def test_json_that_holds_no_document_is_the_document(lab, place):
    query = {"workspace": place.id, "name": "bills.ipynb"}
    made = notebook("# Bills", ("plot()", [picture(3)]))

    answer = sent(lab, content=made, headers={"Content-Type": "application/json"}, params=query)

    assert the_end(lab, answer)["message"] == "Found 1 picture: 1 new."


FIELD = '--xx\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
FILE = '--xx\r\nContent-Disposition: form-data; name="file"; filename="a.pptx"\r\n\r\n{}'
WHOLE = FILE.format("PK") + "\r\n--xx--\r\n"
HOSTILE = {
    "no boundary": ({"Content-Type": "multipart/form-data"}, WHOLE),
    "another boundary": (FORM, WHOLE.replace("--xx", "--yy")),
    "nothing": (FORM, ""),
    "no file": (FORM, FIELD.format("name", "a") + "--xx--\r\n"),
    "no name": (FORM, FIELD.replace(' name="{}"', "") + WHOLE),
    "an endless field": (FORM, FIELD.format("name", "a" * 10_000) + WHOLE),
    "an endless head": (FORM, "--xx\r\nX: " + "a" * 20_000),
    "endless before it begins": (FORM, "a" * 20_000),
    "many fields": (FORM, FIELD.format("name", "a") * 50 + WHOLE),
    "cut short": (FORM, FILE.format("PK")),
    "two files": (FORM, FILE.format("PK") + "\r\n" + WHOLE),
    "fields after the file": (FORM, FILE.format("PK") + "\r\n" + FIELD.format("name", "b")),
    "an empty file": (FORM, FILE.format("") + "\r\n--xx--\r\n"),
    "broken JSON": ({"Content-Type": "application/json"}, '{"data": '),
    "data that is no base64": ({"Content-Type": "application/json"}, '{"data": "§§"}'),
    "data that is no text": ({"Content-Type": "application/json"}, '{"data": [1]}'),
    "JSON without anything": ({"Content-Type": "application/json"}, '{"data": ""}'),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_a_hostile_form_is_refused_and_leaves_nothing(lab, place, how):
    headers, body = HOSTILE[how]
    query = {"workspace": place.id, "name": "a.pptx"}

    answer = sent(lab, content=body.encode(), headers=headers, params=query)

    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["detail"].endswith(".")
    assert lab.get(f"workspace/{place.id}/")["assets"] == []
    assert list((lab.folder / "arriving").glob("*")) == []


def test_a_form_from_nobody_is_refused_before_its_file(lab, place):
    answer = lab.api.call(
        "POST", "user_data_upload/", data={"workspace": place.id}, files={"file": ("a", DECK)}
    )

    assert answer.status_code == 401


@pytest.mark.parametrize("head", [None, FILE.format("")])
def test_a_document_that_never_ends_is_not_taken(lab, head):
    async def taking(scope, receive, send):
        while (await receive())["more_body"]:
            pass

    async def endless():
        yield (head or "").encode()
        for _ in range(MOST_BYTES // 2**20 + 1):
            yield bytes(2**20)

    async def sending():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(Unwrapped(taking))) as client:
            headers = FORM if head else {}
            return await client.post("http://testserver/", content=endless(), headers=headers)

    answer = asyncio.run(sending())

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
