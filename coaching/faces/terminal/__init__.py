"""The rehearsal in a terminal: it shows what the rehearsal gives and reads lines; no rule of the game lives here."""
