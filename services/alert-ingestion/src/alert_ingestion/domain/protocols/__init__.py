"""Other products' own protocols, spoken so that what was made for them needs only another address."""
