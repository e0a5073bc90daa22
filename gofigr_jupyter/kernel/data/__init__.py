"""The data behind figures, taken in the kernel: what they show, and the tables they used.

plotting    what a figure shows, read from its artists
frames      the kinds of tables there are, and what of each can be held or copied at once
tables      the tables that a cell names, held as they are now
scribe      writes down what was taken, in a thread, while no cell runs
taking      all of that for one figure after the other
"""
