"""The stages in order: content, make-up (which composes), rendering, results on disk."""
