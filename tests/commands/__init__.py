"""Commands that do more than print: what they start and how they end."""
