"""What runs in the user's kernel besides capture: decisions, receipts, words.

    session.py        keeps the figures of one kernel (start here)
    route.py          where figures go and who delivers them
    screen.py         what the session asks of the shell: cells, displays
    boundary.py       the one broad except: our errors stay ours
    ledger.py         every receipt of the session;  watch.py: brings them in from the service
    commands/         %gofigr and %%figure;  progress.py: a line that grows
    publishing.py     publish(figure, ...);  attachments.py: its tables and files
    suppressed.py     figures that the user does not want to keep;  remembered.py: by object
    cleanroom/        functions that see only what they are given
    clues.py          what this process knows of its notebook

The composition root is ipython_extension.py, one folder up.
"""
