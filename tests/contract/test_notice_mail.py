"""Mails that tell people what happened, by a real mail server."""

import email
import email.policy
import re

import pytest
from aiosmtpd.controller import Controller
from factories import a_site
from loopback import free_port
from services import until

from gofigr_jupyter.service.domain.people.mail import MailServerAway
from gofigr_jupyter.service.mailing import mail_notices


class Mailbox:
    """Takes what is delivered, or answers what it is told to."""

    def __init__(self):
        self.taken, self.answers = [], []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # the library's name
        if self.answers:
            return self.answers.pop(0)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append(message)
        return "250 taken"


@pytest.fixture(scope="module")
def mailbox():
    return Mailbox()


@pytest.fixture(scope="module")
def world(tmp_path_factory, mailbox):
    folder = tmp_path_factory.mktemp("service")
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    mail_url = f"smtp://127.0.0.1:{server.port}?from=lab@example.org&security=none"
    with a_site(folder, mail_url=mail_url, app_url="https://figures.example") as opened:
        yield opened
    server.stop()


@pytest.fixture(scope="module")
def people(world):
    site, _ = world
    ann, bob = site.user("ann"), site.user("bob")
    lab = site.workspace(ann)
    site.join(bob, lab, "viewer")
    return ann, bob, site.figure(ann, site.analysis(ann, lab))


@pytest.fixture(autouse=True)
def empty(mailbox):
    mailbox.taken.clear()


def say(api, by, figure, content):
    body = {"target_type": "figure", "target_id": figure.id, "content": content}
    return api.post("comment/", body, by=by).json()


def plain(mail):
    return mail.get_body(["plain"]).get_content().replace("\r\n", "\n")


def due_now(site):
    """Bring forward what waits for its time, save the sweep."""

    def forward(tx):
        for task in tx.tasks.of_user(None, limit=100):
            if task.kind == "mail" and task.state == "waiting":
                tx.tasks.change(task.id, due=tx.now)
        tx.task_is_due = True

    site.database.write(forward)


def test_a_mail_tells_what_happened_in_text_and_html(world, people, mailbox):
    _site, api = world
    _ann, bob, figure = people

    made = say(api, bob, figure, "Why <so> short?")

    (mail,) = until(lambda: mailbox.taken)
    link = f"https://figures.example/figure/{figure.id}#comment-{made['id']}"
    text = plain(mail)
    html = mail.get_body(["html"]).get_content()
    assert mail["To"] == "ann@example.org"
    assert mail["Subject"] == "bob commented on “Bill length by species”"
    assert f"> Why <so> short?\n\n{link}\n" in text
    assert f'<a href="{link}">' in html
    assert "Why &lt;so&gt; short?" in html
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_ends_the_mails_of_that_kind_without_a_sign_in(world, people, mailbox):
    _site, api = world
    ann, bob, figure = people
    say(api, bob, figure, "@ann why?")
    (mail,) = until(lambda: mailbox.taken)
    address = re.fullmatch(r"<https://figures\.example(/unsubscribe/.+)>", mail["List-Unsubscribe"])

    asked = api.get(address[1])
    before = api.get("notification/preferences/", by=ann).json()
    done = api.call("POST", address[1], data={"List-Unsubscribe": "One-Click"})
    after = api.get("notification/preferences/", by=ann).json()
    broken = api.call("POST", address[1][:-2], data={"List-Unsubscribe": "One-Click"})

    assert (asked.status_code, done.status_code, broken.status_code) == (200, 200, 404)
    assert before["mention"] == "mail"
    assert after == before | {"mention": "inbox"}
    api.patch("notification/preferences/", {"mention": "mail"}, by=ann)


def test_a_mail_that_is_not_taken_is_tried_again(world, people, mailbox):
    site, api = world
    _ann, bob, figure = people
    mailbox.answers = ["451 later"]
    say(api, bob, figure, "first")

    until(lambda: not mailbox.answers)
    failed = until(lambda: retried(site))
    due_now(site)
    (mail,) = until(lambda: mailbox.taken)

    assert "451 later" in failed[0].message or "was not taken" in failed[0].message
    assert "> first" in plain(mail)


def test_a_digest_tells_all_that_was_not_read_in_one_mail(world, people, mailbox):
    site, api = world
    ann, bob, figure = people
    api.patch("notification/preferences/", {"digest": True}, by=ann)
    for text in ("first", "second", "third"):
        say(api, bob, figure, text)
    newest = api.get("notification/?limit=1", by=ann).json()[0]["id"]
    api.patch(f"notification/{newest}/", {"is_read": True}, by=ann)

    waiting = [t for t in mails(site) if t.state == "waiting"]
    due_now(site)
    (mail,) = until(lambda: mailbox.taken)
    api.patch("notification/preferences/", {"digest": False}, by=ann)

    text = plain(mail)
    assert [(t.target_type, t.target_id) for t in waiting] == [("digest", ann.actor.user_id)]
    assert mail["Subject"] == "2 things wait for you"
    assert ("> first" in text, "> second" in text, "> third" in text) == (True, True, False)


def test_what_was_read_meanwhile_is_not_mailed(world, people, mailbox):
    site, api = world
    ann, bob, figure = people
    mailbox.answers = ["451 later"]
    say(api, bob, figure, "read in time")
    until(lambda: not mailbox.answers)
    until(lambda: retried(site))

    api.post("notification/read_all/", by=ann)
    due_now(site)
    until(lambda: all(t.state != "waiting" for t in mails(site)))

    assert mailbox.taken == []


class Silence:
    """Counts who knocks, and answers nobody."""

    def __init__(self):
        self.knocks = 0

    def deliver(self, letter):
        self.knocks += 1
        raise MailServerAway("nobody there")


def test_nobody_waits_twice_for_a_mail_server_that_is_away(world, people, mailbox):
    site, api = world
    _, bob, figure = people
    silence = Silence()
    mail = mail_notices(site.database, silence, app_url=None)
    mailbox.answers = ["451 later", "451 later"]
    for text in ("one", "two"):
        say(api, bob, figure, text)

    waiting = until(lambda: len(found := retried(site)) == 2 and found)
    for task in waiting:
        with pytest.raises(MailServerAway):
            mail(task)

    assert silence.knocks == 1


def test_mails_that_went_out_are_forgotten_in_the_end(world, people, mailbox):
    site, api = world
    _, bob, figure = people
    say(api, bob, figure, "soon forgotten")
    until(lambda: mailbox.taken and all(task.state != "running" for task in mails(site)))
    before = {task.state for task in mails(site)}

    site.database.write(lambda tx: tx.census.forget_ended(tx.now))

    assert "done" in before
    assert "done" not in {task.state for task in mails(site)}


def mails(site):
    """The tasks that mail something."""
    found = site.database.read(lambda tx: tx.tasks.of_user(None, limit=100))
    return [task for task in found if task.kind == "mail"]


def retried(site):
    """Those that failed and wait for another try."""
    return [task for task in mails(site) if task.state == "waiting" and task.attempts]
