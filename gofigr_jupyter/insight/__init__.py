"""What can be said of a figure from what is kept of it: computed, never guessed.

table         the kept table of plotted data is read
reading       its rows become a chart
chart         what a figure shows, as axes and series
joining       what is drawn piece by piece becomes one series
measures      the statistics, with their formulas
words         numbers, units and lists as people read them
fact          something that is true, with its numbers
facts         all that is true of a chart: overview, told, single, kinds, groups
differences   what changed between two charts
origin        who made a figure, when, by which code, from which data
replies       answers in words: to questions about facts, from texts, and prompts for models
"""
