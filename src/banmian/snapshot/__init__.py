"""Compares two PDFs: what an editor, a printer and a blind reader would see."""
