"""SSH keys, git repositories and uploads, as they travel."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from gofigr_jupyter.wire.revisions import Id, Parent, Time


class SshKey(Struct, kw_only=True):
    """An SSH key; the private part is never told. `public_key` is what a git host wants."""

    api_id: Id
    name: str
    fingerprint: str
    public_key: str
    is_default: bool
    created_on: Time


class SshKeyBody(Struct, kw_only=True):
    """A key to be kept. Without `private_key` the service makes one."""

    name: str
    private_key: str | None = None
    is_default: bool | UnsetType = UNSET


class SshKeyChanges(Struct, kw_only=True):
    """What can be changed about a key."""

    name: str | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET


class DocumentBody(Struct, kw_only=True):
    """A document to be imported, in base64, and what the query would else tell about it."""

    data: bytes | UnsetType = UNSET
    name: str | None = None
    workspace: Id | None = None
    analysis: Id | None = None
    blake3: str | None = None


class GitBody(Struct, kw_only=True):
    """A repository. Without `ssh_key_id`, the caller's default key is used for SSH."""

    url: str
    ssh_key_id: Id | None = None


class GitChecked(Struct, kw_only=True):
    """Whether a repository can be read, else the reason in `message`; and its branches."""

    works: bool
    message: str = ""
    branches: list[str]
    default_branch: str | None = None


class GitImportBody(GitBody, kw_only=True):
    """A repository to be imported into a workspace; without branches, its default one."""

    workspace: Parent
    analysis: Parent | None = None
    branches: list[str] = []
