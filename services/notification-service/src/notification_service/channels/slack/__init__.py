"""Messages in Slack: by a bot, with buttons, or by the incoming webhook of one channel, with links."""
