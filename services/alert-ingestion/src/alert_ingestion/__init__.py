"""Takes alerts from monitoring tools: stores, deduplicates and correlates them."""
