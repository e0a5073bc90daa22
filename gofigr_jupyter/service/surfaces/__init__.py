"""What the service looks like from outside: one package for each API dialect, one for web pages.

`service` is what all of them work with, `authentication` tells who sends a request, `newsroom`
what was committed just now. A surface
imports the domain and its own schema; it never touches SQL.
"""
