"""(Mind, Reading) → (Mind, Plan): trust, beliefs, topics, needs and endings. It never sees text and words nothing."""
