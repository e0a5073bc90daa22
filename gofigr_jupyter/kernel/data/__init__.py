"""The data behind figures, taken in the kernel: what they show, and the tables they used."""
