"""A message in a Slack channel, by its incoming webhook."""
