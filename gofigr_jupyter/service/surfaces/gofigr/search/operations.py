"""The operations of search."""

from __future__ import annotations

from gofigr_jupyter.service.surfaces.gofigr.search import words

OPERATIONS = words.OPERATIONS
"""Served below `/api/<version>`, in every version."""
