"""What is done to a file that somebody adds, before it is sealed: it is looked at, cleaned and scanned."""
