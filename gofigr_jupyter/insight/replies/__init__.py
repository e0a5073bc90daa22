"""Answers in words: to questions about facts, from texts, and what is sent to a model."""
