"""What people say about figures and data: comments, reactions, mentions."""
