"""What people draw on: a layout's empty page, a page with all that is known of it laid over."""
