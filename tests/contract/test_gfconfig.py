"""The wizard of the public client, from PyPI and unchanged, over real TLS."""

import json
import os
import re
import ssl
import subprocess
import sys
import threading

import httpx
import pytest
import trustme
from factories import PASSWORD, Site, a_service
from gofigr import GoFigr
from loopback import free_port, serving

WIZARD = "import sys; from gofigr.gfconfig import main; main(sys.argv[1:])"


@pytest.fixture
def authority(tmp_path):
    """A certificate authority of our own, and the file that names it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    return authority


@pytest.fixture
def url(tmp_path, authority):
    """A service behind TLS, with a user Ann."""
    certificate, port = tmp_path / "service.pem", free_port()
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(certificate)
    url = f"https://127.0.0.1:{port}"
    with a_service(tmp_path, app_url=url) as app:
        Site(app.state.service).user("ann")
        with serving(app, port=port, ssl_certfile=str(certificate)):
            yield url


@pytest.fixture
def wizard(url, tmp_path):
    """The wizard at work, as `gfconfig --url URL`."""
    settings = {
        "PATH": os.environ["PATH"],
        "PYTHONUNBUFFERED": "1",
        "HOME": str(tmp_path),
        "REQUESTS_CA_BUNDLE": str(tmp_path / "authority.pem"),
        "BROWSER": "true",  # the command that does nothing
    }
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", WIZARD, "--url", url],
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.STDOUT,
        env=settings,
        text=True,
    ) as process:
        stop = threading.Timer(120, process.kill)
        stop.start()
        yield process
        stop.cancel()
        process.kill()


def read_until(process, pattern):
    """What the wizard says, up to a line that fits."""
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"the wizard ended:\n{said}")


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the client leaves its connections open
def test_the_wizard_signs_in_makes_a_key_and_writes_the_settings(
    url, wizard, tmp_path, authority, monkeypatch
):
    code = read_until(wizard, r"And enter code: (\S+)")[1]
    trust = ssl.create_default_context(cafile=tmp_path / "authority.pem")
    with httpx.Client(base_url=url, verify=trust, timeout=60) as browser:
        signed_in = browser.post("/sign-in", data={"username": "ann", "password": PASSWORD})
        asked = browser.get("/device", params={"user_code": code})
        browser.post("/device", data={"user_code": code, "decision": "approve"})
    told, _ = wizard.communicate("\nmy laptop\n1\n")

    settings = json.loads((tmp_path / ".gofigr").read_text())
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    gf = GoFigr(api_key=settings["api_key"], url=settings["url"])

    assert (signed_in.status_code, asked.status_code) == (303, 200)
    assert "Connected successfully" in told
    assert settings["url"] == url
    assert settings["workspace"] == gf.primary_workspace.api_id
    assert [key.name for key in gf.list_api_keys()] == ["my laptop"]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_password_signs_in_over_tls(url, tmp_path, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))

    gf = GoFigr(username="ann", password=PASSWORD, url=url)

    assert gf.user_info().username == "ann"
