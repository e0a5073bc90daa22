"""Pages about what people say."""
