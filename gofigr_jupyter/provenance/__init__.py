"""Where a figure came from: notebook, git, environment. Imports the ground floor only.

    annotate.py       all annotators together (start here)
    notebook.py       the notebook's name and path, from the Jupyter server and other clues
    environment.py    interpreter and installed distributions, without a subprocess
    git.py            commit, branch, remote from git's files; dirty from git, in the background
    provenance.py     the frozen values that leave this package

Nothing here waits: what takes long is asked in the background, and a note stands for what is not
known yet. Lineage of data and the guard of secrets will be annotators beside these.
"""
