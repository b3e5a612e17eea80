"""The only SQL of this service. Nothing here decides what should happen next."""
