"""Git: runs the system's git on what nobody vouches for, within bounds.

No shell, no prompt, no configuration of this machine, no hooks, no redirects, only the transports
that were asked for.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gofigr_jupyter.errors import InvalidInput, ServiceUnavailable
from gofigr_jupyter.service.importing import processes
from gofigr_jupyter.service.importing.addresses import PORTS, GitAddress
from gofigr_jupyter.service.importing.processes import Watch

_PASSED = (
    "PATH",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "GIT_SSL_CAINFO",
)
_PROXIES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
_QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ALLOW_PROTOCOL": "http:https:ssh",
    "GIT_ASKPASS": "true",
    "GIT_SSH_VARIANT": "ssh",
    "LC_ALL": "C",
}
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "credential.helper": "",
    "http.followRedirects": "false",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "20",
    "gc.auto": "0",
    "pack.threads": "1",
}
_SSH = """Host *
HostName {place}
HostKeyAlias {alias}
BatchMode yes
ConnectTimeout 10
StrictHostKeyChecking accept-new
UserKnownHostsFile "{known}"
GlobalKnownHostsFile /dev/null
IdentitiesOnly yes
IdentityAgent none
IdentityFile "{key}"
ForwardAgent no
ProxyCommand none
"""
_OVER = ServiceUnavailable(
    "The host takes longer, or sends more, than is waited for.", hint="Try again later."
)
_REASONS = {
    "IDENTIFICATION HAS CHANGED": "The host shows another key than when it was first reached.",
    "Host key verification failed": "The host shows another key than when it was first reached.",
    "Permission denied": "The host does not accept the key.",
    "could not read Username": "The repository is not public.",
    "Authentication failed": "The repository is not public.",
    "not found": "There is no such repository, or it is not public.",
    "does not appear to be a git repository": "There is no such repository there.",
    "redirect": "The repository has moved; use its new address.",
    "Failed to connect": "The host does not answer.",
    "Connection refused": "The host does not answer.",
    "timed out": "The host does not answer.",
    "certificate": "The host's certificate is not trusted here.",
}


@dataclass(frozen=True, kw_only=True)
class Git:
    """Runs git for one address, with files of its own in `folder`.

    `settings` and `ssh` say how the address is reached; `by_proxy` lets the proxies of this
    machine have a say. What `on_look`, asked all the time, raises ends what git is doing.
    """

    folder: Path
    settings: Mapping[str, str]
    ssh: Sequence[str] = ()
    by_proxy: bool = False
    on_look: Callable[[], None] = lambda: None

    def run(self, *arguments: str, seconds: float) -> bytes:
        """What `git ARGUMENTS` writes.

        Raises ServiceUnavailable, with the reason, when it fails, takes longer or writes too much.
        """
        ran = processes.run(
            [_git(), *_configured({**_SETTINGS, **self.settings}), *arguments],
            Watch(seconds=seconds, over=_OVER, on_look=self.on_look),
            folder=self.folder,
            environment=self._environment(),
        )
        if ran.status != 0:
            raise _failed(ran.told.decode(errors="replace"))
        return ran.out

    def _environment(self) -> dict[str, str]:
        names = (*_PASSED, *_PROXIES) if self.by_proxy else _PASSED
        given = {name: os.environ[name] for name in names if name in os.environ}
        home = {"HOME": str(self.folder), "GIT_SSH_COMMAND": shlex.join(self.ssh) or "false"}
        return {**given, **_QUIET, **home}


def reaching(
    address: GitAddress, places: Sequence[str], folder: Path, *, key: str | None, known: Path
) -> Git:
    """Git for an address at these network addresses; `known` keeps the keys of hosts."""
    if not address.by_ssh:
        if address.host in places:  # the address is the network address
            return Git(folder=folder, settings={})
        shown = ",".join(f"[{place}]" if ":" in place else place for place in places)
        pinned = f"{address.host}:{address.port}:{shown}"
        return Git(folder=folder, settings={"http.curloptResolve": pinned})
    if key is None:
        raise InvalidInput(
            "A repository is opened by SSH with a key.",
            hint="Add an SSH key and name it, or make one the default.",
            field="ssh_key_id",
        )
    file, config = folder / "key", folder / "ssh_config"
    file.touch(mode=0o600)
    file.write_text(key)
    alias = address.host if address.port == PORTS["ssh"] else f"{address.host}:{address.port}"
    config.write_text(_SSH.format(place=places[0], alias=alias, known=known, key=file))
    return Git(folder=folder, settings={}, ssh=("ssh", "-F", str(config)))


def _git() -> str:
    found = shutil.which("git")
    if found is None:
        raise ServiceUnavailable(
            "git is not installed where the service runs.", hint="Install git there."
        )
    return found


def _configured(settings: Mapping[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _failed(told: str) -> ServiceUnavailable:
    for sign, reason in _REASONS.items():
        if sign in told:
            return ServiceUnavailable(reason, hint="Check the address and the key.")
    lines = [line for line in told.splitlines() if line.startswith(("fatal:", "error:"))]
    said = (lines or [told.strip()])[0].partition(": ")[2] or "nothing"
    return ServiceUnavailable(f"The repository cannot be read: git said {said[:200]!r}.")
