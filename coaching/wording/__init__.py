"""Plan → lines. The default wording draws from what an author wrote, and never says the same thing twice."""
