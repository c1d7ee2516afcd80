"""The command line: the acts of the pages, at the machine itself."""
