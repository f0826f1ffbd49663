"""Padding, sealing, signing, opening, and the sealing of drafts."""
