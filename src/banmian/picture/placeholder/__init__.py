"""Portrait placeholders: drawn figures that show nobody."""
