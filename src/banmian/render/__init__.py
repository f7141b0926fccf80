"""Rendering: the made-up page into HTML and CSS, and by WeasyPrint into PDF."""
