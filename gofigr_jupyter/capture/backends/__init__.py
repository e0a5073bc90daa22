"""One module per plotting library: what it adds to a figure that was captured."""
