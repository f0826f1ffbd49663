"""What the hub reads: the readable copies of a contact, part by part."""
