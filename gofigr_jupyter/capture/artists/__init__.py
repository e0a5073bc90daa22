"""Reads what matplotlib drew back from its artists; imported with the first figure.

    found       what one artist shows: columns of numbers and words
    scales      what the numbers of an axis mean: categories, dates
    lines       lines, error bars, stems
    clouds      scatters, segments, hexagons, outlines and areas
    fields      images, meshes, contours
    shapes      bars, wedges and other patches
    words       titles, labels and texts
    figure      walks a figure and keeps within the bounds

matplotlib copies what it is given to draw: what its artists hold now is what was drawn.
"""
