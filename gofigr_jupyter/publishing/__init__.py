"""From a Capture to a durable Publication, and what is known of its fate.

Imports capture and provenance. Kernels load it, so nothing heavier than msgspec.

    publication.py   a figure on its way: frozen and complete
    publish.py       the use case of the kernel
    outbox.py        where publications wait, safe from a killed kernel
    services.py      the services that the outbox knows, with their credentials
    pending.py       files that are still to be kept
    receipts.py      what became of each figure
    shelf.py         the newest revision of each figure of a notebook
    matching.py      which figure a display belongs to, and whether anything changed
"""
