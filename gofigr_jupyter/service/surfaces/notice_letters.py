"""Letters that tell people what waits in their inbox: one thing, or all of a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from gofigr_jupyter.service.domain.model import User
from gofigr_jupyter.service.domain.people.mail import Letter
from gofigr_jupyter.service.domain.talk.model import Notice, NoticeKind
from gofigr_jupyter.service.surfaces.pages import page_of

MOST_TOLD = 50
"""Things in one letter; the rest is in the inbox."""
_WORDS: Mapping[NoticeKind, str] = {
    NoticeKind.MENTION: "{actor} mentioned you at {name}",
    NoticeKind.REPLY: "{actor} replied at {name}",
    NoticeKind.COMMENT: "{actor} commented on {name}",
    NoticeKind.SHARE: "{actor} shared {name} with you",
    NoticeKind.INVITATION: "{actor} invites you to {name}",
    NoticeKind.REVIEW_REQUEST: "{actor} asks you to review {name}",
}
_WHY: Mapping[NoticeKind, str] = {
    NoticeKind.MENTION: "you are mentioned",
    NoticeKind.REPLY: "you wrote in this thread",
    NoticeKind.COMMENT: "it is about something you made",
    NoticeKind.SHARE: "something is shared with you",
    NoticeKind.INVITATION: "you are invited",
    NoticeKind.REVIEW_REQUEST: "you are asked for a review",
}


def letter(
    user: User, found: Sequence[Notice], *, app_url: str | None, unsubscribe: str | None
) -> Letter:
    """Tells a user of one thing or of several; without an address of the service, without links."""
    if len(found) == 1:
        subject, why = sentence(found[0]), _WHY[found[0].kind]
    else:
        subject, why = f"{len(found)} things wait for you", "you asked for one mail a day"
    told = found[:MOST_TOLD]

    def link(notice: Notice) -> str | None:
        if app_url is None:
            return None
        page = page_of(notice.target_type, notice.target_id, comment=notice.comment_id)
        return app_url.rstrip("/") + page

    return Letter(
        to=user.email,
        subject=subject,
        text=_text(told, link, why=why, unsubscribe=unsubscribe),
        html=_html(told, link, why=why, unsubscribe=unsubscribe),
        unsubscribe=unsubscribe,
    )


def sentence(notice: Notice) -> str:
    """What happened, in a few words."""
    name = f"\u201c{notice.target_name}\u201d" if notice.target_name else "something"
    return _WORDS[notice.kind].format(actor=notice.actor, name=name)


Link = Callable[[Notice], str | None]


def _text(found: Sequence[Notice], link: Link, *, why: str, unsubscribe: str | None) -> str:
    parts = []
    for notice in found:
        quoted = "".join(f"> {line}\n" for line in notice.excerpt.splitlines())
        address = link(notice)
        parts.append(
            f"{sentence(notice)}.\n"
            + (f"\n{quoted}" if quoted else "")
            + (f"\n{address}\n" if address else "")
        )
    end = f"-- \nYou get this mail because {why}.\n"
    if unsubscribe:
        end += f"No more of these mails: {unsubscribe}\n"
    return "\n".join([*parts, end])


def _html(found: Sequence[Notice], link: Link, *, why: str, unsubscribe: str | None) -> str:
    parts = []
    for notice in found:
        address, said = link(notice), escape(sentence(notice))
        title = f'<a href="{escape(address)}">{said}</a>' if address else said
        quoted = escape(notice.excerpt).replace("\n", "<br>")
        parts.append(f"<p>{title}.</p>" + (f"<blockquote>{quoted}</blockquote>" if quoted else ""))
    end = f"You get this mail because {escape(why)}."
    if unsubscribe:
        end += f' <a href="{escape(unsubscribe)}">No more of these mails</a>.'
    body = "\n".join([*parts, f"<hr><p><small>{end}</small></p>"])
    return f'<!DOCTYPE html>\n<html lang="en"><body>\n{body}\n</body></html>\n'
