"""A process apart for whatever a stranger sent: started for one errand, confined, heard, and ended."""
