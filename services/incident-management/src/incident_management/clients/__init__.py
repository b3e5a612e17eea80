"""The neighbours that this service asks, with the fields it uses."""
