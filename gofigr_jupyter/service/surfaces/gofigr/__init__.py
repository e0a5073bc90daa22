"""The GoFigr API: one set of operations, served under `/api/<version>/` for every version.

`operations` lists them all, `endpoint` runs one for a request, `responses` turns what the domain
returns into what travels, asking the version's traits. One module for each group of resources
holds the handlers.
"""
