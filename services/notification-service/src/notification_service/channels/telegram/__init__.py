"""A message by a Telegram bot to a chat."""
