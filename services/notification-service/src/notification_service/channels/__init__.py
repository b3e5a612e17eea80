"""How messages leave the house: one folder a channel, its payload (pure) apart from its sender."""
