"""Steps from one schema to the next: numbered, forward only, run when the database is opened."""
