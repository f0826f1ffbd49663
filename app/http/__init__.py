"""The HTTP server: how connections are read and answered."""
