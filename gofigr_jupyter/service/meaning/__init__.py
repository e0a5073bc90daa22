"""Meaning: what texts are about, as numbers that are near each other where texts mean alike.

encoder.py runs the model of the extra `semantic`; meanings.py keeps what it says of documents.
"""
