"""Preflight: what a printing plant would object to in a PDF, any PDF."""
