"""The rules of the service: plain synchronous functions over a transaction and an actor.

`model` holds the values, `ports` what the rules need from outside, `access` the only way to load
a thing for somebody. One module for each kind of thing holds what can be done to it. Knows neither
HTTP nor SQL nor API versions; imports the standard library, errors, ids, and (inside the functions
that need them) the libraries for passwords and tokens.
"""
