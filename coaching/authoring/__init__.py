"""From an author's YAML to frozen values, with every problem told at its place.

The way of a scenario: `load` (text → nodes, hostile files refused) → `names` (what the author named) → `examine` (every
key and text against the table of `keys`) → `build` (nodes → frozen values) → `wholes` (what only the whole shows).
`library` walks it for a file or a folder, `check` plays the rehearsals as well, `render` puts problems into words,
`schema` tells editors the same table. Nothing here raises for what an author wrote.
"""
