"""Sends a second display right behind the first, without the wait that ipykernel puts before it.

`ZMQDisplayPublisher.publish` first flushes what the user printed, and for that waits twice for the
thread that sends messages, which is busy with the figure just then: about half of what a small
display costs. Behind another display of the same thread there is nothing left to flush.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PUBLISH = ("ipykernel.zmqshell", "ZMQDisplayPublisher.publish")


def follow(publisher: Any, content: Mapping[str, Any], *, update: bool) -> bool:
    """Send `content` (a display's data, metadata and transient part) by `publisher`, unflushed.

    False where the publisher is not exactly ipykernel's, or where somebody listens to what it
    sends (an Output widget's hook); then nothing was sent, and its own `publish` must be called.
    """
    publish = getattr(type(publisher), "publish", None)
    if (getattr(publish, "__module__", ""), getattr(publish, "__qualname__", "")) != PUBLISH:
        return False
    if publisher.store_display_history or publisher._hooks:
        return False
    kind = "update_display_data" if update else "display_data"
    message = publisher.session.msg(kind, dict(content), parent=publisher.parent_header)
    publisher.session.send(publisher.pub_socket, message, ident=publisher.topic)
    return True
