"""The neighbours this service calls."""
