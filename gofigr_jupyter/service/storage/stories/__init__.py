"""Stories, stored."""
