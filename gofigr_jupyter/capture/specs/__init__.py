"""What specifications of figures say is drawn.

values      lists and packed arrays become columns
plotly      plotly's specifications; those of other libraries are read in the service
"""
