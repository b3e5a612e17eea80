"""HTTP: routes, wire schemas, and nothing that decides."""
