"""What stands where."""

from __future__ import annotations

from starlette.routing import Route

from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import arrivals, device
from gofigr_jupyter.service.surfaces.web.histories.handlers import Histories
from gofigr_jupyter.service.surfaces.web.pages import Pages, guarded
from gofigr_jupyter.service.surfaces.web.sign_in import sign_in, sign_in_form, sign_out
from gofigr_jupyter.service.surfaces.web.static_files import static_file
from gofigr_jupyter.service.surfaces.web.stories.story_page import Stories
from gofigr_jupyter.service.surfaces.web.talk import saying, unsubscribing


def addresses(service: Service) -> list[Route]:
    """The addresses of all pages. The last one answers for every page that there is not."""
    pages, histories = Pages(service), Histories(service)
    stories = Stories(service)
    return [
        Route("/", guarded(pages.home)),
        Route("/workspace/{id}", guarded(pages.workspace)),
        Route("/analysis/{id}", guarded(pages.analysis)),
        Route("/figure/{id}", guarded(histories.figure)),
        Route("/figure/{id}/thumbnail", guarded(pages.thumbnail)),
        Route("/asset/{id}", guarded(histories.asset)),
        Route("/asset_revision/{id}", guarded(histories.asset_revision)),
        Route("/asset_revision/{id}/thumbnail", guarded(histories.asset_thumbnail)),
        Route("/asset_revision/{id}/preview", guarded(histories.asset_preview)),
        Route("/asset_revision/{id}/data/{data}", guarded(histories.asset_file)),
        Route("/r/{link}", guarded(pages.revision)),
        Route("/revision/{link}", guarded(pages.revision)),
        Route("/r/{link}/thumbnail", guarded(pages.revision_thumbnail)),
        Route("/r/{link}/preview", guarded(pages.preview)),
        Route("/r/{link}/data/{data}", guarded(pages.file)),
        Route("/r/{link}/picture/{data}", guarded(pages.picture)),
        Route("/r/{link}/frame/{data}", guarded(pages.frame)),
        Route("/story/{id}", guarded(stories.page)),
        Route("/story/{id}/picture/{revision}", guarded(stories.picture)),
        Route("/story/{id}/export/{format}", guarded(stories.file)),
        Route("/api/docs", guarded(pages.reference)),
        Route("/static/{name}", static_file),
        Route("/sign-in", guarded(sign_in_form), methods=["GET"]),
        Route("/sign-in", sign_in(service), methods=["POST"]),
        Route("/reset-password", guarded(arrivals.reset_form), methods=["GET"]),
        Route("/reset-password", arrivals.reset(service), methods=["POST"]),
        Route("/invitation/{kind}/{token}", guarded(arrivals.invitation(service)), methods=["GET"]),
        Route("/invitation/{kind}/{token}", arrivals.accept(service), methods=["POST"]),
        Route("/comment", saying.say(service), methods=["POST"]),
        Route("/unsubscribe/{token}", guarded(unsubscribing.question(service)), methods=["GET"]),
        Route("/unsubscribe/{token}", unsubscribing.answer(service), methods=["POST"]),
        Route("/device", guarded(device.question(service)), methods=["GET"]),
        Route("/device", device.answer(service), methods=["POST"]),
        Route("/sign-out", sign_out(), methods=["POST"]),
        Route("/{path:path}", guarded(pages.nothing)),
    ]
