"""Strikes out of known_gaps.yaml what is mended; it never adds anything.

python -m tests.reading.strike_out
"""

from __future__ import annotations

from tests.reading.faults import GAPS, faults, known

HEAD = """\
# What reading the made-up contracts gets wrong: a new fault fails, and so does a mended one that is still here
# (python -m tests.reading.strike_out). Nothing is added to let a change pass: what it makes wrong is its fault.
"""


def main() -> None:
    lines = [HEAD]
    for kind, gaps in known().items():
        left = sorted(gaps & faults()[kind])
        lines += [f"{kind}:\n" if left else f"{kind}: []\n", *(f"  - {gap}\n" for gap in left)]
    GAPS.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
