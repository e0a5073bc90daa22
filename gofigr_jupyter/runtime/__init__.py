"""Finds, starts and wakes the one service of a data folder.

Imports the standard library and the ground floor only, because kernels load it.

    place.py     the layout of the data folder
    lock.py      held by the one service of a folder while it runs
    running.py   where the running service is, from its runtime file
    doorbell.py  wakes it
    start.py     starts it on demand
"""
