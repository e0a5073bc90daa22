"""What travels between a client and a service; no I/O."""
