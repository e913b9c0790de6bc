"""Scripts that train the shipped models. Not needed to run the tool; see requirements-train.in."""
