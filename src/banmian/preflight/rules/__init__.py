"""The rules of the preflight, one a file."""
