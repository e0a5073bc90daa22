"""From a Capture to a durable Publication. Imports capture and provenance; start at publish.py."""
