"""gofigr-jupyter serve: the service of a data folder, until it is stopped."""

from __future__ import annotations

import argparse
from pathlib import Path

from gofigr_jupyter.errors import Conflict, InvalidInput
from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.running import Running
from gofigr_jupyter.runtime.start import ask_to_leave
from gofigr_jupyter.settings import read_settings

Subparsers = argparse._SubParsersAction  # argparse has no public name for it


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command `serve`."""
    parser = subparsers.add_parser(
        "serve",
        help="serve a data folder to clients and browsers",
        description="Serves until it is stopped, and delivers what notebooks of this machine put "
        "into the folder's outbox. Prints one line when it is ready. A service that was started "
        "on demand is asked to leave first.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port; 0 for any free one")
    parser.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")
    parser.add_argument("--database-url", help="sqlite:///... or postgresql://...")
    parser.add_argument(
        "--blobs",
        metavar="URL",
        help="where bytes are kept: a folder, or s3://bucket/prefix?endpoint=https://...&region=..."
        " with the key that the environment or the files of AWS name",
    )
    _add_endpoints(parser)
    parser.add_argument(
        "--app-url", metavar="URL", help="address that links in mails begin with, https://..."
    )
    parser.add_argument(
        "--mail-file",
        type=Path,
        metavar="FILE",
        help="file with the address of the mail server, smtp://user:password@host:587?from=me@host;"
        " without it, mails are put into the data folder",
    )
    parser.add_argument(
        "--registration",
        choices=["open", "invited", "closed"],
        default="closed",
        help="who may make an account: everybody, whoever was invited, nobody (the default)",
    )
    parser.set_defaults(command=serve)


def _add_endpoints(parser: argparse.ArgumentParser) -> None:
    """What the service may call because its users choose it."""
    parser.add_argument(
        "--bucket-endpoint",
        metavar="URL",
        action="append",
        default=[],
        help="object store, besides AWS, in whose buckets workspaces may choose to keep their data;"
        " can be given more than once",
    )
    parser.add_argument(
        "--ai-endpoint",
        metavar="URL",
        action="append",
        default=[],
        help="model service, https://host/v1, that workspaces may choose to answer questions about"
        " figures; can be given more than once",
    )
    parser.add_argument(
        "--git-host",
        metavar="HOST",
        action="append",
        default=[],
        help="host of this network whose git repositories may be imported; can be given more than"
        " once. Public hosts need no leave",
    )


def serve(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    place = Place(read_settings({"data_dir": arguments.data}).data_dir)
    _make_way(place)
    from gofigr_jupyter.host.host import HostConfig
    from gofigr_jupyter.host.process import run
    from gofigr_jupyter.service.domain.people.registration import Registration

    return run(
        HostConfig(
            place=place,
            kind=runtime.SERVE,
            host=arguments.host,
            port=arguments.port,
            database_url=arguments.database_url,
            blobs_url=_blobs_url(arguments.blobs),
            app_url=arguments.app_url,
            mail_url=_mail_url(arguments.mail_file),
            registration=Registration(arguments.registration),
            bucket_endpoints=tuple(url.rstrip("/") for url in arguments.bucket_endpoint),
            ai_endpoints=tuple(url.rstrip("/") for url in arguments.ai_endpoint),
            git_hosts=tuple(arguments.git_host),
        ),
        on_ready=lambda running: _announce(running, arguments.host),
    )


def _make_way(place: Place) -> None:
    current = runtime.find(place)
    if current is None or ask_to_leave(place):
        return
    raise Conflict(
        f"{place.root} is served already, at {current.url} by process {current.pid}.",
        hint="Stop that first, or choose another folder with --data.",
    )


def _announce(running: Running, host: str) -> None:
    port = running.url.rpartition(":")[2]
    print(f"Serving on http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)


def _blobs_url(given: str | None) -> str | None:
    if given is None or "://" in given:
        return given
    return Path(given).absolute().as_uri()


def _mail_url(file: Path | None) -> str | None:
    """The first line of `file`: the address holds a password, which a command line would show."""
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8").strip().partition("\n")[0]
    except (OSError, ValueError) as error:
        raise InvalidInput(
            f"{file} cannot be read: {error}.",
            hint="Put smtp://user:password@host:587?from=me@host into it.",
            field="mail_file",
        ) from error
