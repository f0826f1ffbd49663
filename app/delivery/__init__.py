"""The relay: what leaves the portal, and by which channel."""
