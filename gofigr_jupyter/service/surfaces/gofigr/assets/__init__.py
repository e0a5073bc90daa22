"""Assets over the wire: `assets` and `revisions` hold handlers, `operations` lists them."""
