"""Further pictures of a figure, made in the service when no figure waits.

making.py     what is added to a revision (start here)
vectors.py    drawings of a pickled figure, by a child process;  child.py: that process
strip.py      a picture with a visible strip: link and QR code
"""
