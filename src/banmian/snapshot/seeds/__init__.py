"""Faults and harmless rewritings that a comparison is tried with."""
