"""Whether a database may be worked on, and how it is brought there."""
