"""Hostile texts: YAML, JSON, JSON Lines and CSV that would have a reader build, walk or compare without end.

`TEXTS` says by which door (see `desk.DOORS`) each comes in, under a name that tells the trick.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import yaml

from clausier.files.limits import DOCUMENT, TEXT
from tests.batch.tables import KEYS, ROW
from tests.builders import BASE

Text = Callable[[bytes], bytes]
"""Makes the hostile file of the sound one of its door."""
ATTACKS: Mapping[str, str] = {
    "no-break spaces": "a" + "\u00a0" * (TEXT - 2) + "a",
    "nested quotes": ('"a ' * (TEXT // 3) + ' b"' * (TEXT // 3))[:TEXT],
    "combining marks": ("a" + "\u0301\u0316" * TEXT)[:TEXT],
    "brackets": ("[xx " * TEXT)[:TEXT],
    "dashes": "-" * TEXT,
    "stars": "*" * TEXT,
    "braces": ("{{ a" * TEXT)[:TEXT],
    "figures": ("1 " * TEXT)[: TEXT - 6] + " jours",
}
"""Texts as long as a field may be."""


def _everywhere(attack: str) -> Text:
    """A dossier all of whose free texts are this one."""

    def made(_: bytes) -> bytes:
        party = {"nom": attack, "adresse": attack, "representant": attack, "qualite": attack}
        answer = {"constat": "partiel", "article": attack, "citation": attack, "commentaire": attack}
        tree = {
            **BASE,
            "cabinet": party,
            "prestataire": party,
            "contrat": {**BASE["contrat"], "titre": attack, "reference": attack},
            "courrier": {"lieu": attack, "mode_envoi": attack},
            "reponses": dict.fromkeys(("sauvegardes-chiffrees", "sauvegardes-test-restauration"), answer),
        }
        return yaml.safe_dump(tree, allow_unicode=True, width=1 << 20).encode()

    return made


def _in_a_point(attack: str) -> Text:
    """A point of an overlay whose texts are this one."""

    def made(_: bytes) -> bytes:
        tree = {
            "pourquoi": attack,
            "note_interne": attack,
            "argument": {"negociation": attack, "obligation": attack},
            "clause": {"titre": attack, "objet": attack, "texte": attack},
        }
        return yaml.safe_dump(tree, allow_unicode=True, width=1 << 20).encode()

    return made


def _doubled(times: int) -> bytes:
    """Each list holds twice the one before."""
    return "".join(f"a{rank}: &a{rank} [*a{rank - 1}, *a{rank - 1}]\n" for rank in range(1, times)).encode()


def _lines(pattern: str, times: int) -> bytes:
    return "".join(pattern.format(rank) for rank in range(times)).encode()


YAML: Mapping[str, Text] = {
    "too long": lambda _: (b"a: " + b"x" * DOCUMENT),
    "one value": lambda _: (b"a: " + b"x" * (DOCUMENT - 3)),
    "one key": lambda _: (b"x" * (DOCUMENT - 3) + b": a"),
    "deep lists": lambda _: (b"[" * 100_000),
    "deep mappings": lambda _: (b"{a: " * 100_000),
    "deep blocks": lambda _: (b"- " * 100_000),
    "aliases": lambda _: (b"a0: &a0 [x, x]\n" + _doubled(24)),
    "anchors": lambda _: (_lines("- &a{0} b\n", 90_000)),
    "tags": lambda _: (_lines("- !a{0} b\n", 90_000)),
    "directives of tags": lambda _: (_lines("%TAG !a{0}! b\n", 200_000) + b"---\na: b\n"),
    "keys that are unknown": lambda _: (_lines("a{}: b\n", 49_000)),
    "keys that come twice": lambda _: (b"a: b\n" * 400_000),
    "values": lambda _: (b"- a\n" * 900_000),
    "documents": lambda _: (b"---\na: b\n" * 300_000),
    "comments": lambda _: (b"# a\n" * 900_000),
    "blank lines": lambda _: (b"\n" * (DOCUMENT - 1)),
    "a number of many digits": lambda _: (b"schema: " + b"9" * 30_000),
    "no text": lambda _: (bytes(DOCUMENT)),
}  # fmt: skip
ANSWERS = "reponses:\n" + "".join(f"  sauvegardes-chiffree{rank}: oui\n" for rank in range(49_000))
DOSSIERS: Mapping[str, Text] = {
    **YAML,
    "points that are unknown": lambda sound: sound.partition(b"reponses:")[0] + ANSWERS.encode(),
}
JSON: Mapping[str, Text] = {
    "deep": lambda _: b"[" * 100_000,
    "lists": lambda _: b"[" + b"[]," * 1_000_000 + b"[]]",
    "keys": lambda _: json.dumps({f"cle{rank}": rank for rank in range(300_000)}).encode(),
    "a number of many digits": lambda _: b'{"schema": ' + b"9" * 1_000_000 + b"}",
}
LINES: Mapping[str, Text] = {
    "deep": lambda _: b'{"a": ' * 100_000,
    "keys": lambda _: json.dumps({f"cle{rank}": "a" for rank in range(300_000)}).encode(),
    "a key that comes twice": lambda _: b"{" + _lines('"a{0}": 1, ', 49_000) + b'"a48999": 1}',
    "one line": lambda _: b'{"a": "' + b"x" * (100 << 20),
    "blank lines": lambda _: b"\n" * 5_000_000,
    "numbers": lambda _: b'{"a": [' + b"1," * 90_000 + b"1]}",
    "a number of many digits": lambda _: b'{"a": ' + b"9" * 1_000_000 + b"}",
}
CSV: Mapping[str, Text] = {
    "columns": lambda _: (";".join(KEYS) + ";" + ";".join(f"colonne{rank}" for rank in range(100_000))).encode(),
    "columns that come twice": lambda _: (";".join(KEYS) + ";dossier.id" * 100_000).encode(),
    "a long name": lambda _: (";".join(KEYS) + ";" + "sauvegardes" * 10_000).encode(),
    "cells": lambda _: (";".join(KEYS) + "\n" + ";a" * 3_000_000).encode(),
    "a quote left open": lambda _: (";".join(KEYS) + '\n"' + "a" * (20 << 20)).encode(),
    "quotes": lambda _: (";".join(KEYS) + "\n" + '"' * (8 << 20)).encode(),
    "one line": lambda _: b"a" * (100 << 20),
    "blank lines": lambda _: (";".join(KEYS) + "\n" + "\n" * 1_000_000).encode(),
    "long cells": lambda _: (";".join(KEYS) + "\n" + ";".join(["x" * 100_000 for _ in ROW])).encode(),
}

TEXTS: Mapping[str, Mapping[str, Text]] = {
    "dossier": DOSSIERS,
    "redaction": {name: _everywhere(attack) for name, attack in ATTACKS.items()},
    "registre": YAML,
    "bibliotheque": {**YAML, **{name: _in_a_point(attack) for name, attack in ATTACKS.items()}},
    "manifeste": JSON,
    "brouillon": {name: YAML[name] for name in ("deep lists", "values", "directives of tags")},
    "courrier": {name: YAML[name] for name in ("deep lists", "values", "directives of tags")},
    "lot-jsonl": LINES,
    "lot-csv": CSV,
}
