"""The REST service. Start at app.py; the rules are in domain."""
