"""From a display call to a figure's bytes. Imports the ground floor only.

    display.py        the two hooks: what the shell formats and what it publishes (start here)
    bundle.py         which MIME bundles are figures, and their bytes;  markup.py: HTML that draws
    lasting.py        displays of which only the last state counts;  saved.py: figures in files
    stack.py          the figure whose own code is running
    cell.py           which cell is running;  notebook_file.py: what its file says of it
    backends/         what each plotting library adds: titles, drawings
    drawing.py        a figure that is published without being displayed
    wrap.py           wrapping a method of one object, and undoing it
    alt.py            what a figure shows in words
    capture.py        the frozen values that leave this package

The hooks announce a figure to a listener and know nothing of what becomes of it. More libraries
come as modules in backends/.
"""
