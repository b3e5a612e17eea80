"""Routes, wire schemas, and how errors answer: the only FastAPI of this service."""
