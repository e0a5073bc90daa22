"""Stories over the GoFigr API."""
