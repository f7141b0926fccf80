"""Banmian (版面): structured Chinese newspaper copy in, print-ready pages out."""
