"""Turn a folder of raw press articles into a static archive: ingest, describe, relate, publish."""

import os

# Our matrices are small: a second thread of OpenBLAS spins more than it multiplies (describing 200
# articles took 9.1 s of processor time with two threads, 4.6 s with one), and work on many articles
# has a process for each core anyway. To be set before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
