"""One format a file: bytes -> Seed."""
