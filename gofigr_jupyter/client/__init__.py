"""The GoFigr REST client. Imports wire; start at client.py."""
