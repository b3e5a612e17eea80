"""Signed webhooks as Standard Webhooks describes them (https://www.standardwebhooks.com)."""
