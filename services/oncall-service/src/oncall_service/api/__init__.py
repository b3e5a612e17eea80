"""Routes, wire schemas, and errors to HTTP: the only FastAPI of the service."""
