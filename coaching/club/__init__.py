"""The club: the same seven people week after week. Trust carries over, and referrals come late."""
