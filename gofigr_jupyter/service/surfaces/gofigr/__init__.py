"""The GoFigr API. Start at routes.py."""
