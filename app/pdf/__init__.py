"""PDFs, set by a program of their own."""
