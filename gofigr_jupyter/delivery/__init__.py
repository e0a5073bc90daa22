"""From the outbox to a service: what is new, what was seen again, what waits. See worker.py."""
