"""Neighbours, as far as this service calls them."""
