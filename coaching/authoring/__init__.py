"""From an author's YAML to frozen values, with every problem told at its place.

The way of a scenario: `load` (text → nodes, hostile files refused) → `names` (what the author named) → `examine` (every
key and text against the table of `keys`) → `build` (nodes → frozen values) → `wholes` (what only the whole shows).
`library` walks it for a file or a folder, `anywhere` for a file far from any. `check` plays the rehearsals as well, and
adds what is worth a thought: wordings too much `alike`, slips between the two `voices`, and, once a crowd has tried,
what is not `plausible`. `render` puts problems into words, `schema` tells editors the same table, `starter` makes a
first file, `nearest` and `places` find an author's own words again. `drills` reads the exercises by the
same means. Nothing here raises for what an author wrote.
"""
