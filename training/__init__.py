"""Training of the analyser's network: data, network, losses, evaluation, export.

Run from the root of the repository: `python -m training --data DATA --out runs/NAME`.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
