"""The hub's side: take, verify, open, file and answer."""
