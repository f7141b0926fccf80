"""The command line: one module a verb group; it reads options, calls the pipeline, tells the result."""
