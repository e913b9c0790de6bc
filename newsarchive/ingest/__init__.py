"""Seed file -> Article or Rejected. Looks at raw files; knows nothing of names or pages."""
