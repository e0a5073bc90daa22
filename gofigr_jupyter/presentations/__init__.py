"""A story with its pictures as a file: PowerPoint, PDF, HTML, Markdown or a notebook.

Pure: a `Deck` goes in, bytes come out. Pictures keep the bytes that were stored, which describe
themselves; beside each stands where it comes from. Start at formats.py.

deck.py      what is written: pages, pictures
prose.py     Markdown as blocks and runs, for formats that have neither
"""
