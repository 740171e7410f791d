"""Safety of meaning: what is added to a sentence never makes its proposal better, and places do not count."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.model.reading import PointReading
from tests.reading.contracts import ANTIVIRUS, BACKUP, NOTICE, PLACES, reading

SMALL = settings(deadline=None, max_examples=60)
PLAIN = (BACKUP, ANTIVIRUS, NOTICE, PLACES)
"""Points that do not look for reserves themselves."""
SENTENCES = (
    "Le prestataire réalise une sauvegarde quotidienne des données",
    "Les données sont sauvegardées chaque nuit et conservées trente jours",
    "Le prestataire assure la sauvegarde des données",
    "La sauvegarde n'est pas assurée par l'éditeur",
    "Il appartient à l'abonné de faire une sauvegarde quotidienne",
    "Un antivirus est installé sur chaque poste",
    "L'antivirus, fourni par le client, n'est pas couvert",
    "Le prestataire laisse un antivirus périmé",
    "Le contrat est résilié avec un préavis de trois mois",
    "Le préavis est de 15 jours si le client manque à ses obligations",
    "Les données sont hébergées en France",
    "Les données peuvent être stockées hors de l'Union européenne",
    "Le prix est révisé chaque année",
    "Une sauvegarde quotidienne est réalisée ; un antivirus est installé sur chaque poste",
)
RESERVES = (
    " en option",
    ", en option",
    " sur devis",
    ", sur devis",
    " à la charge du client",
    ", à la charge exclusive du client",
    " à l'exception de ce qui suit",
    ", à l'exception des antivirus des postes",
    ", à l'exception de la sauvegarde quotidienne",
    ", hormis les données hébergées en Irlande",
)
SENTENCE, RESERVE = st.sampled_from(SENTENCES), st.sampled_from(RESERVES)
SEVERAL = st.lists(SENTENCE, min_size=1, max_size=5, unique=True)
HEADING = st.sampled_from(("", "# Sauvegarde\n", "# Prestations exclues\n", "# Résiliation\n"))


def told(points: dict[str, PointReading]) -> dict[str, tuple[str, bool, str, str]]:
    """What a proposal says, wherever the passages stand."""
    return {
        id_: (one.status, one.certain, one.value.casefold(), one.passages[0].quote.casefold() if one.passages else "")
        for id_, one in points.items()
    }


@SMALL
@given(HEADING, SENTENCE, RESERVE)
def test_a_reserve_never_makes_a_proposal_better(heading: str, sentence: str, reserve: str) -> None:
    before = reading(f"{heading}{sentence}.").points
    after = reading(f"{heading}{sentence}{reserve}.").points
    for id_ in PLAIN:
        assert after[id_].status.rank <= before[id_].status.rank, (id_, after[id_].why)
        assert not (after[id_].certain and after[id_].passage)


@SMALL
@given(SEVERAL, RESERVE, st.data())
def test_a_reserve_on_one_of_several_sentences_never_does_either(
    sentences: list[str], reserve: str, data: st.DataObject
) -> None:
    changed = data.draw(st.sampled_from(sentences))
    before = reading("\n".join(f"{one}." for one in sentences)).points
    after = reading("\n".join(f"{one}{reserve if one == changed else ''}." for one in sentences)).points
    for id_ in PLAIN:
        assert after[id_].status.rank <= before[id_].status.rank, (id_, after[id_].why)


@SMALL
@given(SEVERAL, st.data())
def test_without_a_sentence_the_proposal_rests_on_those_that_remain(sentences: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sentences))
    left = [one for one in sentences if one != gone]
    found = reading("\n".join(f"{one}." for one in left) or "Rien.").points
    for one in found.values():
        for passage in one.passages:
            assert any(passage.quote.rstrip(" .;") in sentence for sentence in (*left, "Rien"))


@SMALL
@given(SEVERAL.flatmap(lambda sentences: st.tuples(st.just(sentences), st.permutations(sentences))))
def test_the_order_of_articles_and_of_files_does_not_matter(orders: tuple[list[str], list[str]]) -> None:
    one, other = orders
    articles = told(reading("\n".join(f"{sentence}." for sentence in one)).points)
    assert articles == told(reading("\n".join(f"{sentence}." for sentence in other)).points)
    assert told(reading(*one).points) == told(reading(*other).points)


def bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


@SMALL
@given(HEADING, SEVERAL, RESERVE)
def test_case_accents_and_apostrophes_do_not_change_a_proposal(heading: str, sentences: list[str], end: str) -> None:
    written = heading + "\n".join(f"{one}." for one in sentences[1:]) + f"\n{sentences[0]}{end}."
    status = {id_: (one.status, one.certain) for id_, one in reading(written).points.items()}
    for other in (written.upper(), written.lower(), bare(written), written.replace("'", "’")):
        assert {id_: (one.status, one.certain) for id_, one in reading(other).points.items()} == status


@SMALL
@given(HEADING, SEVERAL)
def test_nothing_is_certain_with_a_reserve(heading: str, sentences: list[str]) -> None:
    for one in reading(heading + "\n".join(f"{sentence}." for sentence in sentences)).points.values():
        assert not (one.certain and one.passages[0].reserves)
