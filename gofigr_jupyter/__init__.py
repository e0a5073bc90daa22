"""Keeps every figure of a notebook with the code, data and environment that made it."""
