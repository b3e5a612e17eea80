"""Rows of the schema `notify`: the only SQL of this service."""
