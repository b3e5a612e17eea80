"""Push messages to browsers (RFC 8030), encrypted for the one browser that they are for."""
