"""Reading the text files people write, with the place of every character."""
