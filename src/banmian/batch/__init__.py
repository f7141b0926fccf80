"""Many editions: pages as units of work, a store that knows what is made, a run that ends well."""
