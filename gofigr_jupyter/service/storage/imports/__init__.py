"""What imports keep, stored."""
