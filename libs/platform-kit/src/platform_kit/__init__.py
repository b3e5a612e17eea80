"""Mechanisms that the services share: settings, logs, metrics, sessions, health, callers."""
