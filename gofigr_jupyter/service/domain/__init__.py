"""The rules, in plain synchronous Python: no HTTP, no SQL, no API versions. Start at model.py."""
