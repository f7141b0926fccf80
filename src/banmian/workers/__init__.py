"""Runs many independent tasks in supervised processes, here or on a cluster."""
