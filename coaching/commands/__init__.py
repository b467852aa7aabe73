"""The commands of `bot.py`, one file each. They read what is given, hand it over, and print what comes back."""
