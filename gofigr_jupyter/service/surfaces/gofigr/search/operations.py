"""The operations of search."""

from __future__ import annotations

from gofigr_jupyter.service.surfaces.gofigr.search import decks, pictures, words

OPERATIONS = (*words.OPERATIONS, *pictures.OPERATIONS, *decks.OPERATIONS)
"""Served below `/api/<version>`, in every version."""
