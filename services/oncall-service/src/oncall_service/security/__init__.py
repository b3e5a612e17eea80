"""Passwords, and what slows those who guess them."""
