"""A new set of keys, one folder for each process."""
