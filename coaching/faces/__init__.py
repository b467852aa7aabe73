"""How people meet the product: each face translates, none holds a rule of the game."""
