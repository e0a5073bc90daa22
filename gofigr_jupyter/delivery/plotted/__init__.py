"""Plotted data on its way into a revision: one tidy table.

reading     where it is: in what the kernel read, or in the figure's own specification
vega        specifications of vega and vega-lite; those of plotly are read in `capture.specs`
bokeh       those of bokeh
table       what was read becomes rows
parquet     rows become a file
"""
