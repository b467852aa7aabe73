"""From blocks to ink: lettering measures, the layout places strokes, a painter paints or prints them."""
