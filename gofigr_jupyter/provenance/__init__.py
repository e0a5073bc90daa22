"""Where a figure came from: cell, notebook, git, environment. Imports the ground floor only."""
