"""SSH keys over the API: made or pasted, never told, one the default."""

import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

PEM, PKCS8, OPENSSH = Encoding.PEM, PrivateFormat.PKCS8, PrivateFormat.OpenSSH


def pasted(tmp_path, *options):
    """A key that ssh-keygen made, its fingerprint as ssh-keygen tells it."""
    path = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-N", "", "-f", path, *options], check=True)
    told = subprocess.run(["ssh-keygen", "-lf", path], check=True, capture_output=True, text=True)
    return path.read_text(), told.stdout.split()[1]


@pytest.mark.parametrize(
    "options",
    [("-t", "ed25519"), ("-t", "rsa", "-b", "2048"), ("-t", "rsa", "-m", "PEM"), ("-t", "ecdsa")],
    ids=" ".join,
)
def test_a_pasted_key_is_kept_under_the_fingerprint_that_ssh_tells(api, ann, tmp_path, options):
    text, fingerprint = pasted(tmp_path, *options)

    made = api.post("ssh_key/", {"name": "laptop", "private_key": text}, by=ann)

    assert made.status_code == 201, made.text
    assert made.json()["fingerprint"] == fingerprint
    public = (tmp_path / "key.pub").read_text().split()[:2]
    assert made.json()["public_key"].split() == public


def test_a_key_is_told_without_its_secret_and_kept_encrypted(api, app, site, ann, tmp_path):
    text, _ = pasted(tmp_path, "-t", "ed25519")
    made = api.post("ssh_key/", {"name": "laptop", "private_key": text}, by=ann).json()

    listed = api.get("ssh_key/", by=ann)

    assert listed.json() == [made]
    assert set(made) == {
        *("api_id", "name", "fingerprint", "public_key", "is_default", "created_on"),
    }
    kept = site.database.read(lambda tx: tx.ssh_keys.get(made["api_id"]))
    middle = text.splitlines()[2]
    assert middle not in kept.sealed
    assert middle not in listed.text


def test_without_a_private_key_an_ed25519_one_is_made(api, ann):
    made = api.post("ssh_key/", {"name": "service"}, by=ann).json()

    assert made["public_key"].startswith("ssh-ed25519 ")
    assert made["fingerprint"].startswith("SHA256:")


def test_there_is_one_default_key(api, ann):
    first, second = (
        api.post("ssh_key/", {"name": name}, by=ann).json() for name in ("first", "second")
    )

    changed = api.patch(f"ssh_key/{second['api_id']}/", {"is_default": True}, by=ann).json()
    renamed = api.patch(f"ssh_key/{first['api_id']}/", {"name": "old"}, by=ann).json()

    assert [first["is_default"], second["is_default"]] == [True, False]
    assert changed["is_default"] is True
    assert (renamed["name"], renamed["is_default"]) == ("old", False)
    assert api.delete(f"ssh_key/{second['api_id']}/", by=ann).status_code == 204
    assert [key["name"] for key in api.get("ssh_key/", by=ann).json()] == ["old"]


def test_the_same_key_is_not_kept_twice(api, ann, bob, tmp_path):
    text, _ = pasted(tmp_path, "-t", "ed25519")
    body = {"name": "laptop", "private_key": text}

    answers = [api.post("ssh_key/", body, by=by).status_code for by in (ann, ann, bob)]

    assert answers == [201, 409, 201]


def test_a_user_has_at_most_25_keys(api, ann):
    answers = [api.post("ssh_key/", {"name": "k"}, by=ann).status_code for _ in range(26)]

    assert answers == [201] * 25 + [409]


def small():
    return rsa.generate_private_key(65537, 1024).private_bytes(PEM, OPENSSH, NoEncryption())


def locked():
    key = ed25519.Ed25519PrivateKey.generate()
    return key.private_bytes(PEM, PKCS8, BestAvailableEncryption(b"x"))


UNUSABLE = {
    "a short one": small,
    "an old kind": lambda: dsa.generate_private_key(1024).private_bytes(PEM, PKCS8, NoEncryption()),
    "one with a passphrase": locked,
    "a public one": lambda: b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG",
    "nothing": lambda: b"",
    "half of one": lambda: small()[:200],
}


def refused(api, by, text):
    answer = api.post("ssh_key/", {"name": "k", "private_key": text}, by=by)
    assert (answer.status_code, answer.json()["field"]) == (400, "private_key"), answer.text
    assert api.get("ssh_key/", by=by).json() == []
    return answer.json()["detail"]


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_key_that_cannot_be_used_is_refused_in_a_sentence(api, ann, what):
    assert refused(api, ann, UNUSABLE[what]().decode()).startswith("The private key ")


def test_a_key_of_openssh_with_a_passphrase_is_refused(api, ann, tmp_path):
    path = tmp_path / "locked"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "x", "-f", path], check=True)

    assert refused(api, ann, path.read_text()).startswith("The private key has a passphrase.")
