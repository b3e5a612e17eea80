"""The neighbours, as far as this service talks to them."""
