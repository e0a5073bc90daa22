"""Imports over the GoFigr API."""
