"""Random requests, made from the OpenAPI document, get only answers that it describes."""

import asyncio

import pytest
from factories import Api, Site, b64
from hypothesis import HealthCheck, Phase, given, settings

from gofigr_jupyter.service.app import ServiceConfig, create_app
from gofigr_jupyter.service.surfaces.gofigr.openapi import document
from gofigr_jupyter.service.surfaces.gofigr.operations import OAUTH, UNVERSIONED, VERSIONED
from gofigr_jupyter.wire.versions import NEWEST

schemathesis = pytest.importorskip("schemathesis")

PATHS = [(o.method, f"/api{o.path}/") for o in UNVERSIONED]
PATHS += [(o.method, f"/api/{NEWEST.name}{o.path}/") for o in VERSIONED]
PATHS += [(o.method, o.path) for o in OAUTH]
PATHS.sort(key=lambda path: path[0] != "GET")  # so that what only looks can share things
WAYS = settings(
    max_examples=3,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A service, somebody who may do everything, a caller, and where ids of things are kept."""
    folder = tmp_path_factory.mktemp("service")
    app = create_app(
        ServiceConfig(
            database_url=f"sqlite:///{folder / 'gofigr.db'}", blobs_url=(folder / "blobs").as_uri()
        )
    )
    site = Site(app.state.service)
    with asyncio.Runner() as runner:
        yield site, site.user("ann", is_staff=True), Api(app, runner), {}
    app.state.service.close()


@pytest.fixture(scope="module")
def described():
    return schemathesis.openapi.from_dict(document("0"))


def things(site, api, ann):
    """Ids of new things, by the first word of the paths that name them."""
    revision = site.revision(ann, None, ("t", "dataframe", {"format": "csv"}, b"a\n1\n"))
    body = {"name": "a", "workspace": site.workspace(ann).id}
    asset = api.post("asset/", body, by=ann).json()["api_id"]
    data = [{"name": "a", "type": "file", "metadata": {}, "data": b64(b"1")}]
    made = api.post("asset_revision/", {"asset": asset, "data": data}, by=ann).json()
    about = {"target_type": "figure_revision", "target_id": revision.id, "content": "Why?"}
    said = api.post("comment/", about, by=ann).json()
    story = {"name": "s", "workspace": revision.workspace_id, "revisions": [revision.id]}
    return {
        "revision": revision.id,
        "story": api.post("story/", story, by=ann).json()["api_id"],
        "figure": revision.figure_id,
        "analysis": revision.analysis_id,
        "workspace": body["workspace"],
        "data": site.data(revision)[0].id,
        "asset": asset,
        "comment": said["id"],
        "asset_revision": made["api_id"],
    }


@pytest.mark.parametrize(("method", "path"), PATHS, ids=[" ".join(each) for each in PATHS])
def test_every_answer_is_described(world, described, method, path):
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    site, ann, api, known = world
    plain = path.replace(":int}", "}")
    if method != "GET" or not known:
        known.update(things(site, api, ann))
    word = plain.removeprefix(f"/api/{NEWEST.name}/").split("/")[0]

    @WAYS
    @given(case=described[plain][method].as_strategy())
    def run(case):
        if word in known and "id" in case.path_parameters:
            case.path_parameters["id"] = known[word]
        sent = case.as_transport_kwargs()
        sent = {name: sent[name] for name in ("params", "json", "data") if sent.get(name)}
        if "data" in sent:
            sent["content"] = sent.pop("data")
        answer = api.call(method, case.formatted_path, by=ann, **sent)
        case.validate_response(
            answer,
            checks=[
                not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
            ],
        )

    run()
