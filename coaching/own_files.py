"""Our own YAML files, read fast. They are trusted: what an author writes goes through load.py, on its guard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# libyaml is ten times faster and comes with the library's wheels; without it the library reads for itself.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_own(path: Path) -> Any:
    """What that file holds. Raises OSError, yaml.YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - both loaders are the safe ones
