"""Decisions about notifications: pure functions of facts and `now`, standard library only."""
