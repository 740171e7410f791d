"""Build the wheel and use it in a clean environment, away from the checkout. Run by `make wheel`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(work), str(ROOT)], check=True)
        (wheel,) = work.glob("clausier-*.whl")
        subprocess.run([sys.executable, "-m", "venv", str(work / "venv")], check=True)
        python = work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        subprocess.run(
            [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", str(wheel)], check=True
        )
        command = [str(python), "-c", "from clausier.cli import main; main()"]
        subprocess.run([*command, "exemple", "infogerance-non-signee", "-o", "essai"], cwd=work, check=True)
        subprocess.run(
            [*command, "rediger", "essai/dossier.yaml", "-o", "sortie"], cwd=work, check=True, stdout=subprocess.DEVNULL
        )
        made = sorted(path.name for path in (work / "sortie").iterdir())
        if len(made) != 7:
            raise SystemExit(f"expected seven files, found {made}")
    sys.stdout.write("wheel: built, installed and used\n")


if __name__ == "__main__":
    main()
