"""API dialects over the domain; each is a package of routes."""
