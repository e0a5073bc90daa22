"""The REST service: keeps figures, and shows them.

`app.create_app` opens it. `domain` holds the rules, `storage` keeps what they make, `surfaces` are
what it looks like from outside: API dialects and web pages, over the one domain.
"""
