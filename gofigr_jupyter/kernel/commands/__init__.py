"""`%gofigr` and `%%figure`, and what each of them says.

magics.py     the commands (start here);  naming.py: what a cell's first line names
status.py     what became of each figure;  flush.py: waits until all are kept
    preview.py    what would be kept of a figure
"""
