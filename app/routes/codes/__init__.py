"""Codes that open a draft, and how they are read out."""
