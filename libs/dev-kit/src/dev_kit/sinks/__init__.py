"""Real servers that take what the platform sends, keep it, and answer as a test wants."""
