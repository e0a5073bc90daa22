"""Small pictures of what is stored: figures, photographs, tables, text, notebooks, PDFs, drawings.

Start at studio.py, which makes them off the request, keeps them, and gives up on those that take
too long. kinds.py says what can be pictured; pictures.py makes raster images small; tables.py,
texts.py and notebooks.py read the beginning of a file, and sheet.py draws it. What only a large
decoder can read (PDF, SVG, Parquet, Excel) is drawn by a child process with bounds of its own:
child.py starts it, and documents.py is what it does.
"""
