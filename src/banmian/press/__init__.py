"""The press: a painted PDF into one that a plant, an archive and a screen reader accept."""
