"""HTTP: routes, wire schemas, errors. The only FastAPI of this service besides `main`."""
