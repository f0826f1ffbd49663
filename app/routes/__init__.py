"""The portal's HTTP surface."""
