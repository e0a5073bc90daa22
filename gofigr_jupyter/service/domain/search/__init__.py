"""Search: what is known about things in words, kept up to date and looked through."""
