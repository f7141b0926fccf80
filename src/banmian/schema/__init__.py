"""JSON Schemas of the files people write, for editors that complete and validate."""
