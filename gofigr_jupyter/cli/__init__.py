"""The gofigr-jupyter command. One module per command; start at __init__.py."""
