"""Seal: encrypts what signs in elsewhere, with a key that the service made for itself."""

from __future__ import annotations

from gofigr_jupyter.service.domain.ports import Database


class Seal:
    """Makes texts unreadable for whoever has them without the key."""

    def __init__(self, key: str) -> None:
        from cryptography.fernet import Fernet  # 20 ms that only those with secrets should pay

        self._fernet = Fernet(key)

    @classmethod
    def of(cls, database: Database, name: str) -> Seal:
        """The seal with this name, whose key is made at the first call."""
        return cls(database.write(lambda tx: tx.secrets.get_or_add(name, cls.new_key)))

    @staticmethod
    def new_key() -> str:
        """A key for `Seal`."""
        from cryptography.fernet import Fernet

        return Fernet.generate_key().decode()

    def sealed(self, text: str) -> str:
        """`text`, unreadable without the key."""
        return self._fernet.encrypt(text.encode()).decode()

    def opened(self, sealed: str) -> str:
        """What `sealed` was made from."""
        return self._fernet.decrypt(sealed.encode()).decode()
