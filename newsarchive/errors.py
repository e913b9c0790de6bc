"""The one tree of errors. A message has the place, the fact and the next step.

ArchiveError                 exit code
├── ConfigError              2   archive.toml, a sidecar, an authority file, a command's arguments
├── ReadError                -   one seed cannot be read: becomes a Rejected, never ends a build
├── MemoryFileError          2   a translation memory that cannot be trusted
├── EngineError              -   a translation engine failed: its sentences stay missing
├── ModelError               2   a model file is absent, damaged or not the one expected
├── SiteError                1   MkDocs found a fault in a page, the theme or mkdocs.yml
├── DiskError                74  a file could not be written, renamed or read back
├── LockError                75  another build is running
└── VerifyError              4   what stands on disk differs from what was recorded
"""


class ArchiveError(Exception):
    """Something the user can act on. `exit_code` is what the command line ends with."""

    exit_code = 1


class ConfigError(ArchiveError):
    """A file or argument that a person wrote is wrong."""

    exit_code = 2


class ReadError(ArchiveError):
    """One seed cannot be read as an article."""


class MemoryFileError(ArchiveError):
    """A translation memory is damaged; nothing was changed."""

    exit_code = 2


class EngineError(ArchiveError):
    """A translation engine gave no usable answer."""


class ModelError(ArchiveError):
    """A model file is absent, damaged or not the one expected."""

    exit_code = 2


class SiteError(ArchiveError):
    """MkDocs would not make the site; the old one stands."""


class DiskError(ArchiveError):
    """The disk refused (full, read-only, permission); the old site stands."""

    exit_code = 74


class LockError(ArchiveError):
    """Another build holds the lock."""

    exit_code = 75


class VerifyError(ArchiveError):
    """A stored file is not what its checksum says."""

    exit_code = 4
