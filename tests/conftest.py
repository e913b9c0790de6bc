"""What holds for all tests."""

import os

from hypothesis import settings

# A timing is never a test. In CI the same examples each time: a red run must be repeatable.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")
