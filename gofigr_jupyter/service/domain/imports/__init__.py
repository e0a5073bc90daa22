"""Rules about what is brought in from elsewhere: documents and git repositories."""
