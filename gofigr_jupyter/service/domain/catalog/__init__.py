"""The catalog: everything that somebody has, as one flat list to search and leaf through.

Start at `catalog.py`.
"""
