"""Pictures: what an editor's file is, what it says about itself, and the placeholders we ship."""
