"""The catalog, read from the stored rows."""
