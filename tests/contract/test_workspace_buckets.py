"""Buckets that workspaces and organizations choose, over the wire."""

import shutil
from contextlib import closing

import pytest
from factories import PNG, a_picture, a_service, b64
from object_store import BUCKET, KEY, SECRET, a_wire_that_breaks
from sqlalchemy import create_engine, text

from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.service.surfaces.closing import Closing
from gofigr_jupyter.service.worker import sweep

OURS = {"vendor": "GoFigr.io", "params": None}
PICTURE = content_hash(PNG)


@pytest.fixture
def database_url(sqlite_template, tmp_path):
    """SQLite; `test_object_store` does the same on PostgreSQL."""
    shutil.copyfile(sqlite_template, tmp_path / "gofigr.db")
    return f"sqlite:///{tmp_path / 'gofigr.db'}"


@pytest.fixture
def wire(object_store):
    """A way to the object store that is cut when it is told to."""
    with a_wire_that_breaks(object_store.endpoint, after=2**30) as wire:
        yield wire


@pytest.fixture
def app(database_url, tmp_path, object_store, wire):
    endpoints = [object_store.endpoint, wire.endpoint]
    with a_service(tmp_path, database_url=database_url, bucket_endpoints=endpoints) as opened:
        yield opened


@pytest.fixture
def bucket(object_store, prefix):
    """A place in the bucket, as it is chosen."""
    params = {"bucket": BUCKET, "key": prefix, "endpoint": object_store.endpoint}
    signed = {"access_key_id": KEY, "secret_access_key": SECRET}
    return {"vendor": "aws", "params": {**params, **signed}}


@pytest.fixture
def objects(object_store, prefix):
    """The names of what lies there, without the folders before them."""
    with closing(object_store.client()) as client:

        def objects():
            found = client.list_objects_v2(Bucket=BUCKET, Prefix=f"{prefix}/").get("Contents", [])
            return sorted("".join(entry["Key"].split("/")[-2:]) for entry in found)

        yield objects


class Lab:
    """A workspace of somebody's, over the wire."""

    def __init__(self, api, person, **body):
        self.api, self.person = api, person
        self.id = self.made("workspace", name="Lab", **body)
        analysis = self.made("analysis", name="a", workspace=self.id)
        self.figure = self.made("figure", name="f", analysis=analysis)

    def made(self, kind, **body):
        return self.api.post(f"{kind}/", body, by=self.person).json()["api_id"]

    def choose(self, choice):
        return self.api.post(f"workspace/{self.id}/storage/", choice, by=self.person)

    def chosen(self):
        return self.api.get(f"workspace/{self.id}/storage/", by=self.person).json()

    def draw(self, data=PNG):
        body = {"figure": self.figure, "metadata": {}, "data": [a_picture(data)]}
        return self.api.post("revision/", body, by=self.person)

    def item(self, data=PNG):
        """The data object of a new revision."""
        return Item(self, self.draw(data).json()["data"][0]["api_id"])


class Item:
    """A data object: its bytes, and where they lie."""

    def __init__(self, lab, id):
        self.lab, self.id = lab, id

    @property
    def data(self):
        return self.lab.api.get(f"data/{self.id}/", by=self.lab.person).json()["data"]

    @property
    def storage(self):
        return self.lab.api.get(f"data/{self.id}/storage/", by=self.lab.person).json()


@pytest.fixture
def lab(api, ann):
    return Lab(api, ann)


def files(site):
    return sorted(p.parent.name + p.name for p in site.blobs.root.rglob("*") if p.is_file())


def test_new_data_goes_to_the_bucket_and_old_data_stays_where_it_is(
    lab, site, bucket, objects, prefix
):
    before = lab.item(b"before")
    chosen = lab.choose(bucket)
    after = lab.item()
    back = lab.choose(OURS)
    last = lab.item(b"last")

    assert (chosen.status_code, back.status_code) == (200, 200)
    assert objects() == [PICTURE]
    assert files(site) == sorted([content_hash(b"before"), content_hash(b"last")])
    assert [i.data for i in (before, after, last)] == [b64(b"before"), b64(PNG), b64(b"last")]
    assert before.storage == last.storage == {"vendor": "GoFigr.io", "path": None}
    assert after.storage["vendor"] == "AWS"
    assert after.storage["path"].startswith(f"s3://{BUCKET}/{prefix}/")


def test_the_same_bytes_are_kept_in_each_place_that_was_chosen(
    api, ann, lab, site, bucket, objects
):
    other = Lab(api, ann)
    lab.choose(bucket)

    mine, theirs = lab.item(), other.item()

    assert (objects(), files(site)) == ([PICTURE], [PICTURE])
    assert (mine.storage["vendor"], theirs.storage["vendor"]) == ("AWS", "GoFigr.io")
    assert mine.data == theirs.data == b64(PNG)


def test_a_file_that_is_sent_as_it_is_goes_to_the_bucket_too(api, ann, lab, site, bucket, objects):
    lab.choose(bucket)
    asset = lab.made("asset", name="n", workspace=lab.id)

    made = api.put(f"asset/{asset}/content/?path=n.csv", content=b"1,2", by=ann)
    by_body = api.post("asset_revision/", {"asset": asset, "data": [a_picture()]}, by=ann)

    assert (made.status_code, by_body.status_code) == (201, 201)
    assert (objects(), files(site)) == (sorted([content_hash(b"1,2"), PICTURE]), [])
    assert Item(lab, made.json()["data"][0]["api_id"]).data == b64(b"1,2")


def test_no_secret_is_told_or_stored_as_it_is(lab, bucket, database_url):
    told = [lab.choose(bucket).json(), lab.chosen()]

    engine = create_engine(database_url)
    with engine.connect() as connection:
        stored = [
            str(tuple(row))
            for table in ("stores", "storage_choices", "events")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    engine.dispose()

    public = {name: v for name, v in bucket["params"].items() if name != "secret_access_key"}
    assert told == [{"vendor": "aws", "params": public}] * 2
    assert len(stored) > 2
    assert [row for row in stored if SECRET in row] == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"secret_access_key": "wrong"}, "its secret is wrong"),
        ({"access_key_id": "nobody"}, "does not know the key"),
        ({"bucket": "another-bucket"}, "does not let this key"),
        ({"bucket": "No Bucket"}, "cannot be the name of a bucket"),
        ({"endpoint": "http://127.0.0.1:9"}, "keeps no data at"),
        ({"endpoint": "file:///etc"}, "cannot be the endpoint"),
        ({"secret_access_key": None}, "do not fit"),
        ({"access_key_id": ""}, "There is no key for the bucket"),
    ],
)
def test_what_is_wrong_is_told_and_changes_nothing(lab, api, ann, bucket, objects, changes, told):
    wrong = {"vendor": "aws", "params": {**bucket["params"], **changes}}

    tested = api.post(f"workspace/{lab.id}/storage/test/", wrong, by=ann)
    chosen = lab.choose(wrong)

    assert (tested.status_code, chosen.status_code) == (400, 400)
    assert told in tested.json()["detail"]
    assert tested.json() == chosen.json()
    assert tested.json()["hint"]
    assert (lab.chosen(), objects()) == (OURS, [])


def test_trying_a_bucket_that_works_changes_nothing_either(lab, api, ann, bucket, objects):
    tested = api.post(f"workspace/{lab.id}/storage/test/", bucket, by=ann)

    assert tested.status_code == 200
    assert tested.json()["vendor"] == "aws"
    assert (lab.chosen(), objects()) == (OURS, [])


def test_the_bucket_of_an_organization_serves_its_workspaces(api, ann, site, bucket, objects):
    institute = api.post("organization/", {"name": "Institute"}, by=ann).json()["api_id"]
    inside = Lab(api, ann, organization=institute)

    chosen = api.post(f"organization/{institute}/storage/", bucket, by=ann)
    first = inside.item()
    api.patch(f"organization/{institute}/", {"allow_per_workspace_storage_settings": True}, by=ann)
    inside.choose(OURS)
    second = inside.item(b"second")

    assert chosen.status_code == 200
    assert [i.storage["vendor"] for i in (first, second)] == ["AWS", "GoFigr.io"]
    assert inside.chosen() == OURS
    assert (objects(), files(site)) == ([PICTURE], [content_hash(b"second")])


def test_an_organization_with_a_wrong_key_is_told_too(api, ann, bucket):
    institute = api.post("organization/", {"name": "Institute"}, by=ann).json()["api_id"]
    wrong = {"vendor": "aws", "params": {**bucket["params"], "secret_access_key": "wrong"}}

    answer = api.post(f"organization/{institute}/storage/", wrong, by=ann)

    assert answer.status_code == 400
    assert api.get(f"organization/{institute}/storage/", by=ann).json() == OURS


def test_while_the_bucket_is_away_nothing_is_kept_by_halves(api, ann, lab, site, bucket, wire):
    lab.choose({"vendor": "aws", "params": {**bucket["params"], "endpoint": wire.endpoint}})
    kept = lab.item(b"kept")
    wire.cut()

    refused, other = lab.draw(b"lost"), Lab(api, ann).draw()
    read = api.get(f"data/{kept.id}/", by=ann)

    assert [a.status_code for a in (refused, other, read)] == [507, 201, 507]
    assert "does not answer" in refused.json()["detail"]
    assert len(api.get(f"figure/{lab.figure}/", by=ann).json()["revisions"]) == 1
    assert files(site) == [PICTURE]


def test_a_key_that_is_given_again_reads_what_lies_there(lab, site, bucket):
    lab.choose(bucket)
    item = lab.item()

    slashes = {
        "key": f"/{bucket['params']['key']}/",
        "endpoint": f"{bucket['params']['endpoint']}/",
    }

    again = lab.choose({"vendor": "aws", "params": {**bucket["params"], **slashes}})

    assert again.status_code == 200
    assert len(site.database.read(lambda tx: tx.stores.all())) == 1
    assert item.data == b64(PNG)


def test_data_shared_by_link_tells_everybody_where_it_lies(lab, api, ann, bucket):
    lab.choose(bucket)
    item = lab.item()
    hidden = api.get(f"data/{item.id}/storage/")
    api.post(f"figure/{lab.figure}/share/link/", {"enabled": True}, by=ann)

    shown = api.get(f"data/{item.id}/storage/")

    assert (hidden.status_code, shown.status_code) == (401, 200)
    assert shown.json() == item.storage


def test_what_nothing_mentions_is_freed_in_each_place_by_itself(lab, api, ann, site, bucket):
    other = Lab(api, ann)
    lab.choose(bucket)
    gone = lab.draw().json()["api_id"]
    other.draw()
    lab.item(b"stays")
    api.delete(f"revision/{gone}/", by=ann)

    places = AtOnce(site.service.storage)
    told = sweep(site.database, places, sweep_pictures=lambda: None, closing=Closing())(None)

    assert told == "Removed 1 stored files that nothing mentioned."


class AtOnce:
    """Every place, swept without waiting until what lies there is old."""

    def __init__(self, storage):
        self._storage = storage

    def every(self):
        for id, blobs in self._storage.every():
            yield id, Impatient(blobs)


class Impatient:
    def __init__(self, blobs):
        self._blobs = blobs

    def sweep(self, mentioned):
        return self._blobs.sweep(mentioned, older_than=-1)
