"""Private keys: made by us, or read from what somebody pasted."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gofigr_jupyter.errors import InvalidInput

if TYPE_CHECKING:  # 0.1 s that only those with keys should pay
    from cryptography.hazmat.primitives.serialization.ssh import SSHPrivateKeyTypes

MOST_TEXT = 64 * 1024
SMALLEST_RSA = 2048


@dataclass(frozen=True)
class PrivateKey:
    """A private key as OpenSSH writes it, with its public one and the fingerprint."""

    text: str
    public_key: str
    fingerprint: str


def made() -> PrivateKey:
    """A new ed25519 key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return _written(Ed25519PrivateKey.generate())


def read(text: str) -> PrivateKey:
    """The key in `text` (OpenSSH or PEM). Raises InvalidInput for what is none that can be used."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization

    raw = text.strip().encode() + b"\n"
    of_openssh = b"OPENSSH PRIVATE KEY" in raw
    load = serialization.load_ssh_private_key if of_openssh else serialization.load_pem_private_key
    try:
        key = load(raw[:MOST_TEXT], password=None)
    except TypeError as error:  # what both raise where a passphrase is missing
        raise _refused("has a passphrase", "Make one without, for this service alone.") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        hint = "Paste the whole file, from -----BEGIN to -----END."
        raise _refused("cannot be read", hint) from error
    return _written(_checked(key))


def _checked(key: object) -> SSHPrivateKeyTypes:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < SMALLEST_RSA:
        raise _refused(f"has only {key.key_size} bits", "Make an ed25519 key.")
    if not isinstance(
        key, rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
    ):
        raise _refused("is of a kind that SSH does not use any more", "Make an ed25519 key.")
    return key


def _written(key: SSHPrivateKeyTypes) -> PrivateKey:
    from cryptography.hazmat.primitives import serialization as shapes

    openssh = shapes.PrivateFormat.OpenSSH
    try:
        private = key.private_bytes(shapes.Encoding.PEM, openssh, shapes.NoEncryption())
        public = key.public_key().public_bytes(shapes.Encoding.OpenSSH, shapes.PublicFormat.OpenSSH)
    except ValueError as error:  # a curve that OpenSSH does not know
        raise _refused("cannot be used with SSH", "Make an ed25519 key.") from error
    digest = hashlib.sha256(base64.b64decode(public.split()[1])).digest()
    return PrivateKey(
        text=private.decode(),
        public_key=public.decode(),
        fingerprint=f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}",
    )


def _refused(what: str, hint: str) -> InvalidInput:
    return InvalidInput(f"The private key {what}.", hint=hint, field="private_key")
