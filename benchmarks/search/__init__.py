"""How well and how fast search finds things in a made-up archive whose truth is known.

    python -m benchmarks.search --articles 10000

builds the archive straight from what the generator knows (names stand in an authority file, one
Russian article in three has an English translation), indexes it with publish.search, and asks a
real Chromium. Measures search alone: what `describe` would miss is not in these figures, but for
`--names none`, where no article has any name on it.
"""
