"""The figures of a service, as widgets in the notebook show them.

    figures.py      the values that travel, and what a collection can be asked
    reader.py       the collection of a service, read by the REST client
    background.py   the thread that asks, so that the kernel does not wait

Imported only when somebody looks: reader.py brings the HTTP library.
"""
