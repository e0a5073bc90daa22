"""People over the wire: members, organizations, invitations, logs, storage settings, accounts.

`operations` lists what is served, `told` turns what the domain returns into what travels. One
module for each group of resources holds the handlers.
"""
