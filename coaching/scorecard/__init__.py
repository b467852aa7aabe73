"""What was done → marks, findings, advice, mode. Looks at deeds alone, never at trust or at text it doesn't quote."""
