"""What appears under a figure in the notebook, and what shows figures on request.

    note.py       the quiet line: text only, readable everywhere
    view.py       what all live views share: their front end, questions and answers
    card.py       the card under a figure, in place of the line
    browsing.py   the gallery and the single figure
    live/         the front end: ES modules and their style sheet

Live views are imported on request: only note.py loads with the extension.
"""
