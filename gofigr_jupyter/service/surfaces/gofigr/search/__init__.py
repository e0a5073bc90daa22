"""Search over the wire."""
