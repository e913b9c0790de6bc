"""Run one pure function over many jobs, on all cores, in order. Only here is joblib known."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from joblib import Parallel, delayed

Job = TypeVar("Job")
Result = TypeVar("Result")

FEW = 32  # jobs; below this, starting workers costs more than they save


def each(
    function: Callable[[Job], Result], jobs: Sequence[Job], *, workers: int = 0
) -> list[Result]:
    """`[function(job) for job in jobs]`; `workers` processes, 0 for one a core.

    `function` must be importable by name, since other processes run it.
    """
    if len(jobs) < FEW or workers == 1:
        return [function(job) for job in jobs]
    run = Parallel(n_jobs=workers or -1, batch_size="auto")
    return list(run(delayed(function)(job) for job in jobs))
