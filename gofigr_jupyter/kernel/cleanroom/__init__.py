"""Clean rooms: functions that see only their arguments and the packages that they name.

reproducible.py   the decorator (start here)
parameters.py     the kinds of parameters, as the manifest tells them
room.py           what a function may see, and how it is run
record.py         source, manifest and tables of one call, as they go with its figures
rooms.py          which call made which figure
controls.py       sliders and fields that run a function again
"""
