"""What a picture tells about where it came from: what is written in it, and codes that one sees."""
