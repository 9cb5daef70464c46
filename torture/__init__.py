"""What no machine should do to an import, done on purpose. `make torture` runs it all and writes the report."""
