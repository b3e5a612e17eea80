"""A message in a Discord channel, by its webhook."""
