"""A Jupyter server with a password, as JupyterHub and shared hosts have people sign in."""

import pytest
from jupyter_server.auth.security import passwd
from jupyter_servers import jupyter_server

PASSWORD = "correct horse battery"


@pytest.fixture
def jupyter(service, tmp_path):
    settings = {"GF_URL": service.url, "GF_API_KEY": "k", "GF_DATA_DIR": str(tmp_path / "data")}
    hashed = passwd(PASSWORD, algorithm="sha1")
    options = (f"--PasswordIdentityProvider.hashed_password={hashed}",)
    with jupyter_server(tmp_path, settings, options=options) as server:
        yield server


def test_whoever_knows_the_password_gets_through_and_nobody_else(jupyter, service):
    with jupyter.stranger() as client:
        before = [client.get(f"gofigr/{path}").status_code for path in ("api/user", "news")]
        client.get("login")
        form = {"password": "wrong", "_xsrf": client.cookies["_xsrf"]}
        client.post("login", data=form)
        refused = client.get("gofigr/api/user").status_code
        assert service.asked == []

        client.post("login", data=form | {"password": PASSWORD})
        let_in = client.get("gofigr/api/user").status_code
        without = client.post("gofigr/api/figure/", json={}).status_code
        token = {"X-XSRFToken": client.cookies["_xsrf"]}
        with_it = client.post("gofigr/api/figure/", json={}, headers=token).status_code

    assert (before, refused) == ([403, 403], 403)
    assert (let_in, without, with_it) == (200, 403, 200)
