"""The service process: app, delivery and runtime file together.

    __main__.py    python -m gofigr_jupyter.host, how kernels start it
    host.py        Host: one service of one data folder, from its lock to its last answer
    process.py     the same as a process: event loop, signals, log, exit status
    delivering.py  the worker that empties the outbox
    listening.py   the socket: the remembered port, else a free one
    server.py      uvicorn, told when to start and to stop by us
    thread.py      the same in a thread, where no process can be started
    logs.py        the log file in the data folder

A composition root: it may import the service, delivery, client, publishing and runtime.
"""
