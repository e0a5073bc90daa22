"""Questions about figures: who answers them, what is told of that, and what may be asked."""
