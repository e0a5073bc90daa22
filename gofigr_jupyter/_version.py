"""The version of the package, and of the service it starts."""

__version__ = "0.1.0"
