"""Turn a folder of raw press articles into a static archive: ingest, describe, relate, publish."""
