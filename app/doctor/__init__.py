"""The doctor: what is wrong on this machine now, in plain words, and what to do about it."""
