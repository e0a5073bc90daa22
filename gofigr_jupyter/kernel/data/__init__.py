"""The data behind figures, taken in the kernel.

What is small goes with the figure; the rest is held as it is and written while no cell runs:

    plotting    what a figure shows, read from its artists
    frames      the kinds of tables there are, and what of each can be held or copied at once
    tables      the tables that a cell names, held as they are now
    modules     the user's own modules, as they were imported
    scribe      writes down what was taken, in a thread, while no cell runs
    taking      all of that for one figure after the other

Nothing of it may fail a figure.
"""
