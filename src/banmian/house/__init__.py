"""House style: what a layout's files say, read into typed values. Knows grid units, not copy."""
