"""Finds, starts and wakes the one service of a data folder. Imports the ground floor only."""
