"""What appears under a figure in the notebook."""
