"""Real service processes and threads over a data folder, for tests."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

from gofigr_jupyter.publishing.receipts import ReceiptFolder
from gofigr_jupyter.runtime import running


@contextmanager
def a_process(place, *arguments):
    """A service process of `place`; killed at the end if it still lives."""
    command = [sys.executable, "-m", "gofigr_jupyter.host", "--data", str(place.root), *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ) as process:
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def until(condition, *, seconds=120):
    """The first true value of `condition()`; the limit is for machines that do much besides."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.005)
    raise AssertionError("it did not come true")


def found(place, process=None):
    """The running service of `place`, once it answers; with a process, once it is that one.

    A child that a killed service was about to start holds its lock and port for a moment more.
    """

    def answering():
        service = running.find(place)
        is_meant = service and (process is None or service.pid == process.pid)
        return service if is_meant else None

    return until(answering)


def receipt_of(place, publication, *states):
    """The receipt of `publication`, once it is in one of `states`."""
    folder = ReceiptFolder(place.receipts)

    def current():
        receipt = folder.read(publication.id)
        return receipt if receipt and receipt.state in states else None

    return until(current)


def get(service, path, *, key=None, body=None):
    """The JSON that a running service answers; with a body it is posted."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(service.url + path, data)
    request.add_header("Authorization", f"Token {key or service.key}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def kept_revisions(service):
    """Every revision on a running service, by the name of its analysis."""
    base = "/api/v1.4.1"
    (workspace,) = get(service, f"{base}/workspace/")
    analyses = get(service, f"{base}/workspace/{workspace['api_id']}/")["analyses"]
    return {
        analysis["name"]: [
            revision
            for figure in get(service, f"{base}/analysis/{analysis['api_id']}/")["figures"]
            for revision in get(service, f"{base}/figure/{figure['api_id']}/")["revisions"]
        ]
        for analysis in analyses
    }
