"""How well contracts are read: proposals beside labels that people gave, each without looking at the other's.

    python -m benchmarks.reading [DIR] [--points] [--confusions] [--temps] [--json]

DIR holds contracts and labels (YAML); without it, those of the repository. Figures are told apart for contracts that
were looked at while the landmarks were written, which flatter, and for those that were not.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import scores
from benchmarks.labels import Label, Labelled, labelled
from benchmarks.scores import Pair, Pairs
from clausier.french import fold
from clausier.library.reading import load_library
from clausier.model.contract_text import SourceText
from clausier.model.library import Library
from clausier.model.reading import Passage, PointReading
from clausier.office.contract import read_contract
from clausier.quantity import Quantity, QuantityError
from clausier.quantity.find import find
from clausier.reading import read
from clausier.resources import shipped

CORPUS = Path(__file__).parent / "contrats"
PAGE = 500
"""Words of a page, where a file has none."""
BEGINNING = 60
"""Signs of a quotation that are looked for in the text."""
ROUNDS = 3
GROUPS = {"jamais vus pendant le réglage": False, "vus pendant le réglage": True}


def pairs_of(contract: Labelled, library: Library) -> Iterator[Pair]:
    texts = [read_contract(path) for path in contract.files]
    reading = read(texts, library)
    for id_, label in contract.labels.items():
        if (point := reading.points.get(id_)) is not None:
            mine, theirs = _value(point.value, id_, library), _values(label.value, id_, library)
            yield Pair(
                contract=contract.name,
                point=library.by_id[id_].number,
                tuned=contract.tuned,
                label=label,
                status=point.status,
                certain=point.certain,
                rank=_rank(point, label, texts),
                right=mine in theirs if mine is not None and theirs else None,
                valued=bool(theirs),
                apart=contract.apart,
            )


def _rank(point: PointReading, label: Label, texts: Sequence[SourceText]) -> int | None:
    """Of the first passage in a block that the label quotes; None where its quotation is in no block."""
    places = {place for quote in label.quotes for place in _places(quote, texts)}
    if not label.mentioned or not places:
        return None
    ranks = (rank for rank, passage in enumerate(point.passages, 1) if _block(passage, texts) in places)
    return next(ranks, 0)


def _places(quote: str, texts: Sequence[SourceText]) -> Iterator[tuple[str, int]]:
    """Where a quotation begins: file, and start of the block."""
    wanted = _bare(quote)[:BEGINNING]
    for text in texts:
        starts, whole = [], ""
        for block in text.blocks:
            starts.append((len(whole), block.start))
            whole += _bare(block.text)
        at = whole.find(wanted)
        if wanted and at >= 0:
            yield text.name, max(start for place, start in starts if place <= at)


def _bare(text: str) -> str:
    """Letters and figures alone: extractions differ in spaces, hyphens and quotes."""
    return "".join(sign for sign in fold(text) if sign.isalnum())


def _block(passage: Passage, texts: Sequence[SourceText]) -> tuple[str, int]:
    text = next(text for text in texts if text.name == passage.file)
    return text.name, max((block.start for block in text.blocks if block.start <= passage.start), default=0)


def _value(text: str, id_: str, library: Library) -> Quantity | None:
    criterion = library.by_id[id_].criterion
    if not text or not criterion.measures:
        return None
    try:
        return library.read_value(criterion, (text,))
    except QuantityError:
        return None


def _values(text: str, id_: str, library: Library) -> list[Quantity]:
    """Those that a label tells, among words, and that the point measures."""
    read_ = (_value(one.text, id_, library) for one in find(text))
    return [value for value in read_ if value is not None]


def told(title: str, pairs: Pairs) -> None:
    contracts = len({pair.contract for pair in pairs})
    low, high = scores.f1_interval(pairs)
    print(f"\n{title} : {contracts} contrats, {len(pairs)} couples contrat-point")
    print(f"  évoqué : précision      {scores.precision(pairs)}")
    print(f"  évoqué : rappel         {scores.recall(pairs)}")
    print(f"  évoqué : F1             {scores.f1(pairs):6.3f}  [{low:.3f} ; {high:.3f}]  (contrats retirés au sort)")
    print(f"  faux « oui », des oui   {scores.false_yes(pairs)}")
    print(f"  faux « oui », des non   {scores.false_yes_of_denied(pairs)}")
    for sight in scores.SIGHT:
        print(f"  preuve dans les {sight}       {scores.evidence(pairs, sight)}")
    print(f"  même statut             {scores.share(pairs, lambda pair: pair.agrees)}")
    print(f"  valeurs justes          {scores.values(pairs)}")
    print(f"  valeurs lues et justes  {scores.values_read(pairs)}")
    print(f"  sûres et fausses        {scores.wrong_certain(pairs)}")


def by_one(pairs: Pairs, key: str) -> None:
    """A line for each contract or each point."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(getattr(pair, key), []).append(pair)
    print(f"\n{'':44}  préc.  rappel     F1  faux oui  preuve/3  statut")
    for name, group in groups.items():
        agreed = scores.share(group, lambda pair: pair.agrees)
        line = (scores.precision(group).rate, scores.recall(group).rate, scores.f1(group))
        seen, denied = scores.evidence(group, 3), sum(pair.false_yes for pair in group)
        print(
            f"{name[:44]:44} {' '.join(f'{one:6.2f}' for one in line)} {denied:9} {seen.rate:9.2f} {agreed.rate:7.2f}"
        )


def confusions(pairs: Pairs) -> None:
    """What was labelled and what was proposed, then each pair that differs in what matters."""
    table = Counter((pair.label.status, pair.status.value) for pair in pairs)
    print("\nétiquette → proposition")
    for (label, status), count in sorted(table.items()):
        print(f"  {label:10} → {status:12} {count:4}")
    for pair in pairs:
        if pair.false_yes or pair.said is not pair.label.mentioned or pair.rank == 0:
            words = f"  {pair.contract[:30]:30} {pair.point:5} {pair.label.status:9} → {pair.status.value:11}"
            print(f"{words} {'' if pair.rank else 'preuve absente' if pair.rank == 0 else ''}")


def timed(contracts: Sequence[Labelled], library: Library) -> None:
    """Seconds for twenty pages, the best of three, and the memory of the whole run."""
    for contract in contracts:
        best, words, pages = float("inf"), 0, 0
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            texts = [read_contract(path) for path in contract.files]
            read(texts, library)
            best = min(best, time.perf_counter() - begun)
            words = sum(len(text.text.split()) for text in texts)
            pages = sum(text.pages for text in texts)
        size = pages or max(1, round(words / PAGE))
        print(f"  {contract.name[:44]:44} {size:4} pages {best:7.3f} s, {best / size * 20:6.3f} s les 20 pages")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  mémoire de tout le processus : {peak:.0f} Mo")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading")
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, metavar="DIR")
    parser.add_argument("--points", action="store_true", help="un point par ligne")
    parser.add_argument("--confusions", action="store_true")
    parser.add_argument("--temps", action="store_true", help="durée et mémoire")
    parser.add_argument("--json", action="store_true", help="les couples, un par ligne")
    given = parser.parse_args()
    library = load_library([shipped("clauses")])
    contracts = [one for one in labelled(given.folder, library) if one.files]
    if not contracts:
        sys.exit(f"« {given.folder} » ne contient aucun contrat étiqueté dont le texte soit là.")
    if given.temps:
        timed(contracts, library)
    pairs = [pair for contract in contracts for pair in pairs_of(contract, library)]
    if given.json:
        for pair in pairs:
            print(json.dumps(_record(pair), ensure_ascii=False))
        return
    for title, tuned in GROUPS.items():
        if group := [pair for pair in pairs if pair.tuned is tuned]:
            told(title, group)
    by_one(pairs, "contract")
    if given.points:
        by_one(
            sorted(pairs, key=lambda pair: [int(one) if one.isdigit() else 99 for one in pair.point.split(".")]),
            "point",
        )
    if given.confusions:
        confusions(pairs)


def _record(pair: Pair) -> dict[str, object]:
    told = {name: getattr(pair, name) for name in ("contract", "point", "tuned", "certain", "rank", "right")}
    return {**told, "label": pair.label.status, "status": pair.status.value}


if __name__ == "__main__":
    main()
