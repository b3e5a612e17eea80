"""What is read from and written to the database: the only SQL of this service."""
