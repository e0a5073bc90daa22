"""Plotted data on its way into a revision: one tidy table.

reading     where it is: in what the kernel read, or in the figure's own specification
values      lists and packed arrays of a specification become columns
plotly      plotly's specifications
vega        those of vega and vega-lite
bokeh       those of bokeh
table       what was read becomes rows
parquet     rows become a file
"""
