"""What people at the hub say and ask of what is filed."""
