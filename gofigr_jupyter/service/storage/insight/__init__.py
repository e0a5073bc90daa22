"""Settings of assistants and the record of their use, stored."""
