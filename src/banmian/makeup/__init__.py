"""Make-up: stories into the frames of a page. Pure functions; nothing here reads a file."""
