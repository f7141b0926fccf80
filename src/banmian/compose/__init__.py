"""The composer: text and a measure in, lines of positioned clusters out. Pure functions.

A paragraph is told in four calls, each with a file and a type of its own:
`collect` (text to atoms) → `prepare` (atoms to items with widths and gaps) →
`breaking` (where the lines end) → `finalise` (where every cluster stands).
`paragraph.compose` makes the four calls.
"""
