"""Settings every test shares: Hypothesis gives the same examples everywhere and has no deadline."""

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")
