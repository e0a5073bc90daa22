"""What people say, stored."""
