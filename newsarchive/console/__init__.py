"""What the command line shows, as rich renderables and plain data. Prints nothing itself."""
