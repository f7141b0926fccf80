"""The rules, one a file; `banmian.check.run` lists them."""
