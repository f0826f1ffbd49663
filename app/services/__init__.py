"""What the portal does, one module for each thing a person does."""
