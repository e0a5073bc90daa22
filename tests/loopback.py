"""An app behind a real socket of this machine."""

import socket
import threading
from contextlib import contextmanager

import uvicorn


@contextmanager
def serving(app, *, host="127.0.0.1", port=0, **options):
    """Serve `app` in a thread; gives the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        config = uvicorn.Config(
            app, log_level="error", lifespan="off", proxy_headers=False, **options
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def free_port():
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]
