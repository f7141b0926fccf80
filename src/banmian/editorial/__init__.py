"""What editors write: editions, pages and stories, read from the files of a content folder."""
