"""Ranked stories into page plans: which rectangle each story gets."""
