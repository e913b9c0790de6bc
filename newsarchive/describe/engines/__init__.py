"""Translation engines, one a file, all of one shape."""
