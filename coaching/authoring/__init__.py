"""From an author's YAML to frozen values, with every problem told at its place."""
