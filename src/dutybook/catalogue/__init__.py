"""The catalogue: which duties an act holds, whom each binds, how often it is due and what proves it done."""
