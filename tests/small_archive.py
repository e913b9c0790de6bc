"""A small archive on disk, made of press-like texts that nobody wrote."""

from pathlib import Path

TEXTS = {
    "barges": (
        "Barges return to the upper river\n\n"
        "Grain barges returned to the upper river on Tuesday, the harbour office said. "
        "Forty vessels waited below the lock for nine days while divers mended a gate.\n\n"
        "The office expects ordinary traffic by the end of the week. Tolls stay as they were.\n"
    ),
    "orchard": (
        "Orchards counted after the late frost\n\n"
        "Growers in Dushanbe counted their losses on Friday after three nights of frost. "
        "Apricots suffered most, while walnuts had not yet opened their buds.\n\n"
        "A fund pays for new trees, and seedlings are promised for the autumn planting.\n"
    ),
    "theatre": (
        "Театр открыл сезон комедией\n\n"
        "Городской театр в Душанбе открыл в четверг новый сезон комедией о мельнике. "
        "Зал был полон, а билеты на октябрь распроданы за два дня.\n\n"
        "Режиссёр обещает до весны ещё три премьеры и гастроли в соседних городах.\n"
    ),
}


def write_archive(root: Path, texts: dict[str, str] | None = None) -> Path:
    """Write seeds below `root`, and hand back `root`."""
    (root / "docs").mkdir(parents=True, exist_ok=True)
    for name, text in (TEXTS if texts is None else texts).items():
        path = root / "seeds" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
