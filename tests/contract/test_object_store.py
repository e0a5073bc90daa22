"""A lab's service, on PostgreSQL and a bucket, as the public client and browsers use it."""

import base64
import io

import httpx
import pytest
from factories import PNG, Site
from gofigr import GoFigr
from loopback import serving
from object_store import BUCKET, KEY, SECRET
from PIL import Image

from gofigr_jupyter.service.app import ServiceConfig, create_app

# The client leaves its connections open, and hears of it when it is collected.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.postgresql,
]
LARGE = bytes(range(256)) * 4096 * 20


@pytest.fixture
def app(aws_key, object_store, prefix, postgresql_url, tmp_path):
    opened = create_app(
        ServiceConfig(
            database_url=postgresql_url,
            blobs_url=object_store.url(prefix),
            folder=tmp_path,
            bucket_endpoints=[object_store.endpoint],
        )
    )
    yield opened
    opened.state.service.close()


@pytest.fixture
def site(app):
    return Site(app.state.service)


def test_what_the_public_client_stores_comes_back_byte_for_byte(app, ann):
    with serving(app) as port:
        url = f"http://127.0.0.1:{port}"
        gf = GoFigr(username="ann", password="correct horse battery", url=url)
        workspace = gf.primary_workspace
        figure = workspace.get_analysis("penguins", create=True).get_figure("bills", create=True)
        sent = [
            gf.ImageData(name="figure", data=PNG, format="png", is_watermarked=False),
            gf.TextData(name="installed packages", contents="numpy==2\nü\n"),
            gf.FileData(name="any.bin", data=bytes(range(256)), path="data/any.bin"),
            gf.FileData(name="same.bin", data=bytes(range(256)), path="data/same.bin"),
            gf.FileData(name="empty", data=b"", path=None),
        ]

        made = figure.revisions.create(gf.Revision(metadata={"seed": 1}, data=sent))
        read = gf.Revision(made.api_id).fetch()
        small = made.get_thumbnail(64)
        made.text_data = [gf.TextData(name="note", contents="new")]
        made.save()

        assert [(d.name, d.data) for d in read.data] == [(d.name, d.data) for d in sent]
        assert small.size == Image.open(io.BytesIO(PNG)).size
        assert gf.Revision(made.api_id).fetch().text_data[0].contents == "new"
        made.delete(delete=True)


def test_a_workspace_keeps_its_data_in_a_place_of_its_own(app, ann, object_store, prefix):
    with serving(app) as port:
        url = f"http://127.0.0.1:{port}"
        gf = GoFigr(username="ann", password="correct horse battery", url=url)
        place = {
            "bucket": BUCKET,
            "key": f"{prefix}/of-the-lab",
            "endpoint": object_store.endpoint,
            "access_key_id": KEY,
            "secret_access_key": SECRET,
        }
        lab = gf.Workspace(name="Lab").create()
        with pytest.raises(RuntimeError, match="its secret is wrong"):
            lab.test_storage("aws", {**place, "secret_access_key": "wrong"})
        assert lab.test_storage("aws", place).vendor == "aws"
        assert lab.get_storage_info().vendor == "GoFigr.io"

        lab.set_storage_info("aws", place)
        figure = lab.get_analysis("penguins", create=True).get_figure("bills", create=True)
        picture = gf.ImageData(name="figure", data=PNG, format="png", is_watermarked=False)
        made = figure.revisions.create(gf.Revision(metadata={}, data=[picture]))
        (read,) = gf.Revision(made.api_id).fetch().data
        where = read.get_storage_info()

    assert read.data == PNG
    assert where["vendor"] == "AWS"
    assert where["path"].startswith(f"s3://{BUCKET}/{prefix}/of-the-lab/")


def test_a_file_of_any_size_goes_up_and_down_as_a_stream(app, ann):
    with (
        serving(app) as port,
        httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"Authorization": ann.header}, timeout=60
        ) as http,
    ):
        base = "/api/v1.4.1"
        workspace = http.get(f"{base}/workspace/").json()[0]["api_id"]
        asset = http.post(f"{base}/asset/", json={"name": "numbers", "workspace": workspace})
        put = http.put(
            f"{base}/asset/{asset.json()['api_id']}/content/?path=numbers.bin", content=LARGE
        )
        (item,) = put.json()["data"]
        read = http.get(f"{base}/data/{item['api_id']}/").json()

    assert base64.b64decode(read["data"]) == LARGE
