"""Jasette: rehearse networking conversations. `docs/architecture.md` says which ring each module belongs to."""
