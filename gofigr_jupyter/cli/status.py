"""gofigr-jupyter status: the service, its address, the data folder, the outbox, the versions."""

from __future__ import annotations

import argparse
import json
import platform
from pathlib import Path
from typing import Any

from gofigr_jupyter._version import __version__
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.receipts import ReceiptFolder
from gofigr_jupyter.runtime import extras
from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.settings import Settings, read_settings

Subparsers = argparse._SubParsersAction  # argparse has no public name for it
HOW = {
    runtime.EMBEDDED: "started on demand",
    runtime.SERVE: "started by hand",
    runtime.THREAD: "inside a notebook's kernel",
}
SHOWN = 10
"""Waiting or refused figures that are listed one by one."""


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command `status`."""
    parser = subparsers.add_parser(
        "status", help="say where figures go, and whether any of them wait"
    )
    parser.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(command=status)


def status(arguments: argparse.Namespace) -> int:
    """Print what is known without asking the network."""
    settings = read_settings({"data_dir": arguments.data})
    facts = facts_of(settings)
    print(json.dumps(facts, indent=2) if arguments.json else _told(facts, settings))
    return 0


def facts_of(settings: Settings) -> dict[str, Any]:
    """The status as JSON; it holds no credential."""
    place = Place(settings.data_dir)
    current = runtime.find(place)
    outbox, receipts = Outbox(place.outbox), ReceiptFolder(place.receipts)
    waiting = []
    for item in outbox.waiting():
        receipt = receipts.read(item.publication)
        reason = receipt.reason if receipt else ""
        waiting.append({"id": item.publication, "service": item.service, "reason": reason})
    return {
        "url": settings.url,
        "workspace": settings.workspace,
        "data_dir": str(settings.data_dir),
        "service": {
            "running": current is not None,
            "url": runtime.last_url(place),
            "kind": current.kind if current else None,
            "pid": current.pid if current else None,
            "version": current.version if current else None,
            "started": current.started if current else None,
        },
        "outbox": {
            "waiting": waiting,
            "leased": len(outbox.leased()),
            "refused": [
                {"id": item.publication, "service": item.service, "reason": reason}
                for item, reason in outbox.refused()
            ],
            "unreadable": len(outbox.unreadable()),
        },
        "versions": {"gofigr_jupyter": __version__, "python": platform.python_version()},
        "extras": {name: extras.is_installed(name) for name in extras.USES},
        "problems": list(settings.problems),
    }


def _told(facts: dict[str, Any], settings: Settings) -> str:
    outbox = facts["outbox"]
    rows = [
        ("Figures go to", "the service of this machine" if settings.embedded else settings.url),
        ("Workspace", settings.workspace or "the primary one"),
        ("Service", _service(facts["service"])),
        ("Data folder", facts["data_dir"]),
        ("Outbox", _outbox(outbox)),
        ("Versions", ", ".join(f"{name} {of}" for name, of in facts["versions"].items())),
    ]
    rows += [(f"[{name}]", _extra(name, is_there)) for name, is_there in facts["extras"].items()]
    lines = [f"{name:<14}{value}" for name, value in rows]
    lines += _listed("Waiting", outbox["waiting"]) + _listed("Refused", outbox["refused"])
    if outbox["refused"]:
        lines.append("'gofigr-jupyter outbox retry' tries the refused ones again.")
    return "\n".join([*lines, *facts["problems"]])


def _service(service: dict[str, Any]) -> str:
    if not service["running"]:
        return "not running; it starts when a notebook needs it"
    how = HOW.get(service["kind"], service["kind"])
    return f"{service['url']} (process {service['pid']}, {how}, version {service['version']})"


def _outbox(outbox: dict[str, Any]) -> str:
    counts = {
        "waiting": len(outbox["waiting"]),
        "being delivered": outbox["leased"],
        "refused": len(outbox["refused"]),
        "unreadable": outbox["unreadable"],
    }
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "empty"


def _extra(name: str, is_there: bool) -> str:
    if is_there:
        return f"installed; {extras.USES[name]}"
    return f"not installed; with {extras.COMMANDS[name]} {extras.USES[name]}"


def _listed(title: str, items: list[dict[str, str]]) -> list[str]:
    told = [f"  {item['id']}  {item['reason']}" for item in items if item["reason"]][:SHOWN]
    return [f"{title}:", *told] if told else []
