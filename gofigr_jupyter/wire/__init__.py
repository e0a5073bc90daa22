"""What travels between a GoFigr client and a service: shapes, versions, error bodies. No I/O.

`entities` and `revisions` hold one msgspec Struct for each thing that travels, and one ending in
`Body` for what a request may say about it. A field that a body leaves out is UNSET, which is not
the same as null. `versions` tells how the API versions differ; `problems` maps errors to bodies.
Imports nothing of the package but errors and ids.
"""
