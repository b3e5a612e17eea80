"""A card in a Microsoft Teams channel, by the webhook of a Workflow."""
