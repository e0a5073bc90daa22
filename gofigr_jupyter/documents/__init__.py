"""Documents: the pictures in presentations, texts, PDFs, notebooks and archives of others.

Pure readers: bytes in, pictures out. They are run in a child process with bounds.
"""
