"""Finding names in running text and comparing them, within a language and across scripts.

Says what stands in a text and what may be the same thing; what an article is tagged with is
decided in describe/tag.py.
"""
