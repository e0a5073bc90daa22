"""What people say, over the wire."""
