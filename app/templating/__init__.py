"""Templates: loaded flat, compiled once, and rendered."""
