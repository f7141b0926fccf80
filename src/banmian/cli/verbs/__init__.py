"""The verbs, one module a group; CONTRIBUTING.md shows how to add one."""
