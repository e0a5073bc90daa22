"""The service process: app, delivery and runtime file together. Start at __main__.py."""
