"""Make-up rules as checks: what a good page never shows, one rule a file."""
