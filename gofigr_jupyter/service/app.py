"""create_app: opens what the service keeps and puts its surfaces together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
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
from gofigr_jupyter.service.asking import Asking
from gofigr_jupyter.service.assistants.assistants import Assistants
from gofigr_jupyter.service.boundary import Boundary, refusal
from gofigr_jupyter.service.describing import Describing
from gofigr_jupyter.service.domain import tasks, tokens, users
from gofigr_jupyter.service.domain.insight import titling
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people.attempts import Attempts
from gofigr_jupyter.service.domain.people.mail import Mailer
from gofigr_jupyter.service.domain.people.registration import Registration
from gofigr_jupyter.service.domain.ports import Database, Transaction
from gofigr_jupyter.service.domain.search.indexing import Indexer
from gofigr_jupyter.service.domain.tasks import TaskKind
from gofigr_jupyter.service.importing.importing import Importing
from gofigr_jupyter.service.looks import KnownLooks
from gofigr_jupyter.service.mail import open_mailer
from gofigr_jupyter.service.mailing import mail_notices
from gofigr_jupyter.service.meaning import encoder
from gofigr_jupyter.service.meaning.meanings import Meanings
from gofigr_jupyter.service.reading import PictureTexts
from gofigr_jupyter.service.storage.buckets.opening import open_store
from gofigr_jupyter.service.storage.engine import SqlDatabase, open_database
from gofigr_jupyter.service.stores import OwnBlobs, Stores
from gofigr_jupyter.service.surfaces import web
from gofigr_jupyter.service.surfaces.closing import Closing
from gofigr_jupyter.service.surfaces.gofigr.endpoint import json_response
from gofigr_jupyter.service.surfaces.gofigr.operations import oauth_routes, routes
from gofigr_jupyter.service.surfaces.keyring import KeyRing
from gofigr_jupyter.service.surfaces.newsroom import Newsroom, RingingDatabase
from gofigr_jupyter.service.surfaces.service import LocalUser, Service
from gofigr_jupyter.service.thumbnails import ocr
from gofigr_jupyter.service.thumbnails.studio import Studio
from gofigr_jupyter.service.worker import (
    CHORE_SECONDS,
    Doing,
    Worker,
    Workers,
    complete_index,
    plan_index,
    plan_sweep,
    seal_audit,
    sweep,
)

if TYPE_CHECKING:
    from gofigr_jupyter.service.meaning.encoder import Encode

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
    `git_hosts` are the hosts inside the own network that imports may reach; None stands for all.
    `registration` says who may make an account. `alone` tells that no other process uses the
    database: what a killed service was doing is then taken over at once. `open_to_owner` shows the
    local user the web pages without a sign-in, where the operating system tells that it is she who
    asks. `encoder` opens the model that tells what texts mean, where it is not the installed one.
    """

    database_url: str
    blobs_url: str
    folder: Path | None = None
    local_user: str | None = None
    local_key: str | None = None
    alone: bool = False
    open_to_owner: bool = False
    app_url: str | None = None
    mail_url: str | None = None
    registration: Registration = Registration.CLOSED
    bucket_endpoints: Collection[str] | None = ()
    ai_endpoints: Collection[str] | None = ()
    git_hosts: Collection[str] | None = ()
    encoder: Callable[[], Encode] | None = None


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
    stores, news, keys = _stores(config, stored, folder / "arriving"), Newsroom(stored), KeyRing()
    database = RingingDatabase(stored, news.ring, forget_keys=keys.forget, wake=lambda: crew.wake())
    studio, meanings = Studio(folder / "thumbnails", stores.open), _meanings(config, database)
    assistants, closing = Assistants(database, endpoints=config.ai_endpoints), Closing()
    index, looks = Indexer(database, stores), KnownLooks(database, stores, folder / "looks")
    imports = Importing(database, stores, folder, hosts=config.git_hosts, closing=closing)
    idle = _present(looks, _reader(database, stores, index), meanings)
    crew = _workers(
        config,
        database,
        stores,
        index,
        idle=idle,
        studio=studio,
        mailer=mailer,
        assistants=assistants,
        imports=imports,
        closing=closing,
    )
    _begin(crew, database, alone=config.alone)
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="gofigr-answers")
    return Service(
        threads=threads,
        database=database,
        news=news,
        blobs=stores,
        storage=stores,
        index=index,
        looks=looks,
        meanings=meanings,
        thumbnail=studio,
        signer=_signer(database),
        local=_local_user(database, config),
        mailer=mailer,
        attempts=Attempts(),
        assistants=assistants,
        remotes=imports.remotes,
        documents=imports.decks,
        keys=keys,
        registration=config.registration,
        app_url=config.app_url,
        closing=closing,
        is_busy=imports.is_busy,
        close=_close(closing, news, index, *idle, studio, threads, crew, mailer, stored, stores),
    )


class _Closable(Protocol):
    def close(self) -> None:
        """Let go of it."""


class _Idle(_Closable, Protocol):
    def catch_up(self, *, seconds: float) -> bool:
        """Go on for a while; whether all is done."""


def _present(*parts: _Idle | None) -> Sequence[_Idle]:
    """Those that there are."""
    return [part for part in parts if part is not None]


def _begin(workers: Workers, database: Database, *, alone: bool) -> None:
    """Start to work, at once where the service before was closed or killed with work left."""
    if alone and database.read(lambda tx: tx.tasks.running()):
        database.write(tasks.take_over)
    workers.start()
    if database.read(lambda tx: tx.tasks.is_due(tx.now, tasks.ASKED_FOR)):
        workers.wake()


def _reader(database: Database, stores: Stores, index: Indexer) -> PictureTexts | None:
    """Who reads in pictures, where there is an engine for it."""
    is_there = ocr.is_installed()
    return PictureTexts(database, stores, index, read=ocr.texts) if is_there else None


def _meanings(config: ServiceConfig, database: Database) -> Meanings | None:
    """Who knows what documents mean, where there is a model for it."""
    opened = config.encoder or (encoder.Encoder if encoder.is_installed() else None)
    return Meanings(database, opened) if opened else None


def _close(closing: Closing, *parts: _Closable | Executor) -> Callable[[], None]:
    """Ends what takes long, and lets go of everything, in this order."""

    def close() -> None:
        closing.begin()
        for part in parts:
            part.shutdown() if isinstance(part, Executor) else part.close()

    return close


def _stores(config: ServiceConfig, stored: SqlDatabase, scratch: Path) -> Stores:
    own = _own_blobs(config, stored, scratch)
    return Stores(own, stored, scratch=scratch, endpoints=config.bucket_endpoints)


def _own_blobs(config: ServiceConfig, stored: SqlDatabase, scratch: Path) -> OwnBlobs:
    """The service's own place for bytes; without it, the database is not kept open."""
    try:
        return open_store(config.blobs_url, scratch=scratch, owner=lambda: _name_of(stored))
    except GoFigrError:
        stored.close()
        raise


def _workers(
    config: ServiceConfig,
    database: Database,
    stores: Stores,
    index: Indexer,
    *,
    idle: Sequence[_Idle],
    studio: Studio,
    mailer: Mailer,
    assistants: Assistants,
    imports: Importing,
    closing: Closing,
) -> Workers:
    """Who does tasks: the mail, what models answer, imports, and the service's own long work."""
    letters: dict[TaskKind, Doing] = {
        TaskKind.MAIL: mail_notices(database, mailer, app_url=config.app_url)
    }
    asking = Asking(
        database=database,
        blobs=stores,
        thumbnail=studio,
        assistants=assistants,
        closing=closing,
    )
    answers: dict[TaskKind, Doing] = {
        TaskKind.ANSWER: Answering(asking),
        TaskKind.DESCRIBE: Describing(asking),
    }
    long_work: dict[TaskKind, Doing] = {
        TaskKind.SWEEP: sweep(database, stores, sweep_pictures=studio.sweep, closing=closing),
        TaskKind.INDEX: complete_index(database, index, closing),
    }
    indexing = partial(index.catch_up, seconds=CHORE_SECONDS)
    looking = [partial(each.catch_up, seconds=CHORE_SECONDS) for each in idle]
    return Workers(
        Worker(database, letters, chores=(seal_audit(database), indexing)),
        Worker(database, answers, plans=(titling.plan,)),
        Worker(database, imports.doings),
        Worker(database, long_work, plans=(plan_sweep, plan_index), chores=looking),
    )


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
