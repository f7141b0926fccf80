"""Faces: what the project ships or a newsroom swaps in, measured, checked, subset and rebuilt."""
