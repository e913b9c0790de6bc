"""Archive -> docs/ and site/: pages, search, pictures, exports."""
