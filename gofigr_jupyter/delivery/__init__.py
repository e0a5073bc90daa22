"""From the outbox to a service: what is new, what was seen again, what waits.

    worker.py      wakes, and keeps one lane for each service
    lane.py        delivers one service's publications in order, with patience
    deliverer.py   one publication: match, compare, store, tell
    analyses.py    finds the workspace and the analysis of a notebook
    index.py       what the service knows of an analysis, kept current
    metadata.py    what a revision's metadata says, in both directions
    encode.py      a publication as the body of a request
    sameness.py    whether two pictures show the same, though their bytes differ

Imports publishing (with capture and provenance), client, wire and runtime.
"""
