"""The GoFigr REST client: asynchronous, over any httpx transport.

    client.py      the calls, by resource
    transport.py   requests: sign-in, JSON, failures in our words
    auth.py        signing in: API key, or user name and password
    connection.py  opens a client for an address or for an app in this process

The only part that imports httpx; no exception of httpx leaves it. Imports wire.
"""
