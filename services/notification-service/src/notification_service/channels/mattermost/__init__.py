"""A message in a Mattermost channel, by its incoming webhook."""
