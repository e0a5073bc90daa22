"""Importing: does what reaches out of the process, to git servers and to documents."""
