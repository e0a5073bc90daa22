"""What runs in the user's kernel: the session, its magics and its words. Start at session.py."""
