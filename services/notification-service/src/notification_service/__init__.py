"""Carries pages to people: channels, deliveries, retries."""
