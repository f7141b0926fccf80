"""A store of finished work, by the digests of what it was made from."""
