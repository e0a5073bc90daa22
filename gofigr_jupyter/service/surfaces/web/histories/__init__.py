"""Pages of one thing with its history: a figure, an asset, a revision of an asset."""
