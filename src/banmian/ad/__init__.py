"""Advertisements that come ready-made: PDF or picture files."""
