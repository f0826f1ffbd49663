"""The contact: the message a hub opens."""
