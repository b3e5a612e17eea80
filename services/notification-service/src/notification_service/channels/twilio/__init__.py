"""Text messages and calls through Twilio (https://www.twilio.com/docs/usage/api)."""
