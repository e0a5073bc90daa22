"""create_app: opens what the service keeps and puts its surfaces together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, Router

from gofigr_jupyter._version import __version__
from gofigr_jupyter.errors import GoFigrError, InvalidInput
from gofigr_jupyter.ids import new_id
from gofigr_jupyter.service.answering import Answering
from gofigr_jupyter.service.assistants.assistants import Assistants
from gofigr_jupyter.service.boundary import Boundary, refusal
from gofigr_jupyter.service.domain import tokens, users
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people.attempts import Attempts
from gofigr_jupyter.service.domain.people.mail import Mailer
from gofigr_jupyter.service.domain.people.registration import Registration
from gofigr_jupyter.service.domain.ports import Database, Transaction
from gofigr_jupyter.service.domain.search.indexing import Indexer
from gofigr_jupyter.service.domain.tasks import TaskKind
from gofigr_jupyter.service.mail import open_mailer
from gofigr_jupyter.service.mailing import mail_notices
from gofigr_jupyter.service.storage.buckets.opening import open_store
from gofigr_jupyter.service.storage.engine import SqlDatabase, open_database
from gofigr_jupyter.service.stores import OwnBlobs, Stores
from gofigr_jupyter.service.surfaces import web
from gofigr_jupyter.service.surfaces.gofigr.endpoint import json_response
from gofigr_jupyter.service.surfaces.gofigr.operations import oauth_routes, routes
from gofigr_jupyter.service.surfaces.keyring import KeyRing
from gofigr_jupyter.service.surfaces.newsroom import Newsroom, RingingDatabase
from gofigr_jupyter.service.surfaces.service import LocalUser, Service
from gofigr_jupyter.service.thumbnails.studio import Studio
from gofigr_jupyter.service.worker import (
    CHORE_SECONDS,
    Doing,
    Worker,
    complete_index,
    seal_audit,
    sweep,
)

THREADS = 40
"""Requests that are answered at the same time."""


@dataclass(frozen=True, kw_only=True)
class ServiceConfig:
    """What a service is made of.

    `local_user` names the one user of an embedded service: the account is made when missing, and
    `local_key` signs in as that user while this service is open. `app_url` is the address that
    links begin with, where it is not the one the request came to. `mail_url` says how mail is sent
    (see `mail.open_mailer`). `folder` holds letters where it is not set, and what can be made anew;
    without it, the folder beside the blobs does, which must be a folder then. `bucket_endpoints`
    are the object stores, besides AWS, in which workspaces may keep data; None stands for all.
    `ai_endpoints` are the addresses of models that workspaces may choose; None stands for all.
    `registration` says who may make an account. `open_to_owner` shows the local user the web pages
    without a sign-in, where the operating system tells that it is she who asks.
    """

    database_url: str
    blobs_url: str
    folder: Path | None = None
    local_user: str | None = None
    local_key: str | None = None
    open_to_owner: bool = False
    app_url: str | None = None
    mail_url: str | None = None
    registration: Registration = Registration.CLOSED
    bucket_endpoints: Collection[str] | None = ()
    ai_endpoints: Collection[str] | None = ()


def create_app(config: ServiceConfig) -> Starlette:
    """The service as an ASGI app, open when this returns; `app.state.service` is its handle.

    Nothing is left to a lifespan event, which a transport inside this process does not send.
    Raises StorageUnavailable when what it keeps cannot be opened.
    """
    service = open_service(config)
    app = Starlette(
        routes=[*oauth_routes(service), *web.routes(service), Mount("/api", app=_api(service))],
        middleware=[Middleware(Boundary)],
        exception_handlers={HTTPException: refusal, GoFigrError: refusal},
    )
    app.router.redirect_slashes = False
    app.state.service = service
    return app


def open_service(config: ServiceConfig) -> Service:
    """The service without its surfaces."""
    folder = config.folder or _folder_beside(config.blobs_url)
    mailer = open_mailer(config.mail_url or (folder / "mail").as_uri())
    stored = open_database(config.database_url)
    scratch = folder / "arriving"
    own = _own_blobs(config, stored, scratch)
    stores = Stores(own, stored, scratch=scratch, endpoints=config.bucket_endpoints)
    news = Newsroom(stored)
    keys = KeyRing()
    database = RingingDatabase(
        stored, news.ring, forget_keys=keys.forget, wake=lambda: worker.wake()
    )
    studio = Studio(folder / "thumbnails", stores.open)
    index = Indexer(database, stores)
    assistants = Assistants(database, endpoints=config.ai_endpoints)
    worker = _worker(
        config, database, stores, index, studio=studio, mailer=mailer, assistants=assistants
    )
    worker.start()
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="gofigr-answers")

    def close() -> None:
        news.close()
        threads.shutdown()
        worker.close()
        studio.close()
        mailer.close()
        stored.close()
        stores.close()

    return Service(
        threads=threads,
        database=database,
        news=news,
        blobs=stores,
        storage=stores,
        index=index,
        thumbnail=studio,
        signer=_signer(database),
        local=_local_user(database, config),
        mailer=mailer,
        attempts=Attempts(),
        assistants=assistants,
        keys=keys,
        registration=config.registration,
        app_url=config.app_url,
        close=close,
    )


def _own_blobs(config: ServiceConfig, stored: SqlDatabase, scratch: Path) -> OwnBlobs:
    """The service's own place for bytes; without it, the database is not kept open."""
    try:
        return open_store(config.blobs_url, scratch=scratch, owner=lambda: _name_of(stored))
    except GoFigrError:
        stored.close()
        raise


def _worker(
    config: ServiceConfig,
    database: Database,
    stores: Stores,
    index: Indexer,
    *,
    studio: Studio,
    mailer: Mailer,
    assistants: Assistants,
) -> Worker:
    """What does the service's tasks."""
    doings: dict[TaskKind, Doing] = {
        TaskKind.SWEEP: sweep(database, stores, sweep_pictures=studio.sweep),
        TaskKind.MAIL: mail_notices(database, mailer, app_url=config.app_url),
        TaskKind.INDEX: complete_index(database, index),
        TaskKind.ANSWER: Answering(
            database=database, blobs=stores, thumbnail=studio, assistants=assistants
        ),
    }
    indexing = partial(index.catch_up, seconds=CHORE_SECONDS)
    return Worker(database, doings, chores=(seal_audit(database), indexing))


def _api(service: Service) -> Router:
    def openapi(request: Request) -> Response:
        from gofigr_jupyter.service.surfaces.gofigr.openapi import document

        return json_response(document(__version__))

    return Router([Route("/openapi.json", openapi), *routes(service)], redirect_slashes=False)


def _local_user(database: Database, config: ServiceConfig) -> LocalUser | None:
    name = config.local_user
    if name is None:
        return None

    def find_or_make(tx: Transaction) -> Actor:
        user = tx.users.by_name(name) or users.create_user(tx, username=name, email="")
        return Actor(user_id=user.id, username=user.username, is_staff=user.is_staff, by_key=True)

    found = database.read(lambda tx: tx.users.by_name(name))
    actor = database.write(find_or_make) if found is None else database.read(find_or_make)
    return LocalUser(actor=actor, key=config.local_key, sees_pages=config.open_to_owner)


def _signer(database: Database) -> Callable[[], tokens.Signer]:
    """Makes the signer when somebody first needs it: an embedded service never does."""
    made: list[tokens.Signer] = []
    lock = threading.Lock()

    def signer() -> tokens.Signer:
        with lock:
            if not made:
                secret = database.write(
                    lambda tx: tx.secrets.get_or_add(tokens.SECRET_NAME, tokens.new_secret)
                )
                made.append(tokens.Signer(secret))
            return made[0]

    return signer


def _folder_beside(blobs_url: str) -> Path:
    parts = urlsplit(blobs_url)
    if parts.scheme != "file":
        raise InvalidInput(
            "A service that keeps its blobs elsewhere needs a folder of its own.", field="folder"
        )
    return Path(unquote(parts.path)).parent


def _name_of(database: Database) -> str:
    """What tells this service from others: it stays with the database."""
    return database.write(lambda tx: tx.secrets.get_or_add("service", new_id))
