"""Fictional proposals, as the engine would draft them: long clauses, lists, bold, citations, blanks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clausier.french import typeset
from clausier.model.followup import FollowedView, FollowUpView
from clausier.model.library import Client
from clausier.model.negotiation import Mark, fingerprint_of
from clausier.model.partyview import ContractView, MemberView, PartyView, PracticeView, WriterView
from clausier.model.prices import PricedView, PriceRow, PriceView
from clausier.model.proposal import (
    Act,
    AnnexView,
    Block,
    CategoryView,
    Counts,
    DefinitionView,
    DeliverableView,
    GuideView,
    ProofRequest,
    Proposal,
    ProviderView,
    Question,
    Request,
    RuleView,
    Run,
    SourceView,
)
from clausier.model.summary import Priority, ScoreRow, SetAside, Summary

DAY = date(2026, 9, 15)
REPLY_BY = date(2026, 10, 15)
MAX_PRIORITIES = 6
CLIENT = Client(noun="cabinet", the="le cabinet", of="du cabinet", to="au cabinet")

CATEGORIES = (
    "Périmètre et responsabilités",
    "Gestion des incidents et des cyberattaques",
    "Mises à jour et correctifs",
    "Sauvegardes",
    "Sécurité du réseau et des accès",
    "Antivirus et protection avancée",
    "Parc informatique : documentation fournie",
    "Hébergement des données",
    "Conditions financières et contractuelles",
    "Réversibilité et fin du contrat",
)

RESTORATION = (
    "Le Prestataire procède, au moins deux (2) fois par an, à un test de restauration d’un échantillon "
    "représentatif des Données et à "
    "la remise en route d’au moins une application sur un équipement distinct de celui qui est sauvegardé.",
    "Il remet au Cabinet, sous huit (8) jours calendaires, un **procès-verbal** qui mentionne :",
    "- la date du test, la Sauvegarde utilisée et les Données restaurées ;",
    "- la durée de la restauration et les anomalies rencontrées ;",
    "- les mesures prises pour y remédier, avec leur date.",
    "En cas d’échec, le Prestataire corrige la cause et recommence le test sous quinze (15) jours "
    "calendaires, sans supplément au forfait.",
)
RETURN = (
    "Le Prestataire remet au Cabinet l’intégralité des Données dans un délai de quinze (15) jours "
    "calendaires à compter de la demande écrite du "
    "Cabinet, qui peut être faite dès la notification de la fin du Contrat ; à défaut de demande, à "
    "compter de la Fin du Contrat.",
    "La remise porte sur des Données complètes et lisibles, accompagnées de la description de leur "
    "format. Le Cabinet dispose de quinze (15) "
    "jours calendaires pour signaler tout élément manquant ou illisible, que le Prestataire remet de "
    "nouveau sous cinq (5) Jours ouvrés, sans supplément.",
    "L’accès en lecture est maintenu jusqu’à la remise complète. Aucune somme, due ou contestée, "
    "n’autorise le Prestataire à retenir les "
    "Données ; il conserve ses autres voies de recouvrement.",
)
ATTACK = (
    "Dès le signalement par l’une des Parties d’une cyberattaque ou d’indices qui la rendent "
    "vraisemblable, le Prestataire :",
    "- isole sous quatre (4) heures les machines et comptes atteints, sans effacer les traces utiles à l’analyse ;",
    "- établit sous vingt-quatre (24) heures un premier constat écrit : origine probable, étendue, "
    "Données concernées ;",
    "- restaure le service à partir de la dernière Sauvegarde saine, dans l’ordre de priorité convenu "
    "avec le Cabinet ;",
    "- fournit au Cabinet les éléments dont il a besoin pour notifier la violation à la CNIL et, s’il y a "
    "lieu, informer les patients.",
    "L’isolement et l’analyse sont compris dans le forfait, dans la limite de **huit (8) heures** par "
    "événement. Au-delà, aucune dépense n’est "
    "engagée sans l’accord écrit du Cabinet ; l’attente de cet accord ne suspend pas les mesures de "
    "protection.",
)
CLAUSES = (
    ("Tests de restauration", "Test de restauration prévu au contrat (au moins semestriel)", RESTORATION),
    ("Délai de restitution des Données", "Délai maximal de récupération des données", RETURN),
    ("Réaction à une cyberattaque", "Procédure opérationnelle en cas de cyberattaque", ATTACK),
)
ARGUMENT = typeset(
    "Le Cabinet doit pouvoir donner accès aux dossiers de ses patients à tout moment, y compris pendant "
    "un changement de prestataire : nous vous "
    "demandons de garantir cet engagement dans un délai de 15 jours calendaires."
)
CITED = (
    "Le prestataire fera ses meilleurs efforts pour restaurer les données; le client est responsable de ses sauvegardes"
)


def block(text: str) -> Block:
    """A block of a clause; « - » starts an item, `**…**` is bold."""
    kind = "liste" if text.startswith("- ") else "paragraphe"
    pieces = text.removeprefix("- ").split("**")
    runs = [Run(text=typeset(piece), style="fort" if rank % 2 else "") for rank, piece in enumerate(pieces) if piece]
    return Block(kind=kind, runs=tuple(runs))


def request(rank: int, signed: bool = True) -> Request:
    """The request of this rank (from 0): four to a category, then four more; absent and insufficient in turn."""
    title, requirement, texts = CLAUSES[rank % len(CLAUSES)]
    category, number = rank // 4 % 10 + 1, rank % 4 + 1 + rank // 40 * 4
    absent = rank % 2 == 0
    relation = (
        "Les stipulations du Contrat relatives" if signed else "Par dérogation aux stipulations du projet relatives"
    )
    end = ", sont remplacées par ce qui suit\u00a0:" if signed else ", les Parties conviennent de ce qui suit\u00a0:"
    introduction = (
        (Run(text="Il est convenu ce qui suit\u00a0:"),)
        if absent
        else (
            Run(text=f"{relation} à ce sujet (article 7.2), qui prévoient «\u00a0"),
            Run(text=CITED, style="citation"),
            Run(text=f"\u00a0»{end}"),
        )
    )
    current = (
        (Run(text="Aucune stipulation identifiée."),)
        if absent
        else (
            Run(text="Article 7.2\u00a0: «\u00a0"),
            Run(text=CITED, style="citation"),
            Run(text="\u00a0»"),
        )
    )
    return Request(
        id=f"point-{category}-{number}",
        number=f"{category}.{number}",
        category=category,
        requirement=requirement,
        title=f"{title}, n°\u00a0{rank + 1}",
        verdict="Absent" if absent else "Insuffisant",
        legal=rank % 5 == 0,
        article="" if absent else "article 7.2",
        citation="" if absent else CITED,
        current=current,
        introduction=introduction,
        body=tuple(block(text) for text in texts),
        argument=(Run(text=ARGUMENT),),
        justification=(
            Run(text=ARGUMENT),
            Run(text=" Le principe résulte de l’article 32 du RGPD\u202f; le délai de 15 jours est notre demande."),
        ),
        sources=(
            SourceView(
                id="rgpd-32",
                citation="article 32, paragraphe 1, point c), du règlement (UE) 2016/679 du 27 avril 2016 (RGPD)",
                short="art. 32 RGPD",
                force="loi",
                imposes=True,
            ),
            SourceView(
                id="anssi-37",
                citation="ANSSI, Guide d’hygiène informatique, mesure 37",
                short="ANSSI, mesure 37",
                force="recommandation",
                imposes=False,
            ),
        ),
        deliverables=(
            DeliverableView(
                number=f"{category}.{number}",
                title="Procès-verbal de test de restauration",
                due="huit (8) jours calendaires après chaque test",
            ),
        )
        if rank % 3 == 0
        else (),
        price=(PriceView(kind="compris", limit="jusqu’à 8\u00a0heures par an" if rank % 2 else ""),),
    )


def practice(blank: bool = False) -> PracticeView:
    return PracticeView(
        name="SELARL Cabinet médical des Tilleuls",
        form="",
        siren="",
        siret="" if blank else "812\u00a0345\u00a0678\u00a000012",
        address=() if blank else ("12, rue des Tilleuls", "86000 Poitiers"),
        representative="" if blank else "Dr Anne Martin",
        capacity="" if blank else "gérante",
    )


def joint() -> PracticeView:
    """A practice whose members are parties with it."""
    member = MemberView(name="Dr Alix Exemple", capacity="médecin", siret="", address="12, rue des Tilleuls")
    return practice().model_copy(update={"members": (member,), "member": "praticien"})


def writer(blank: bool = False) -> WriterView:
    """The practice itself."""
    told = {name: getattr(practice(blank), name) for name in PartyView.model_fields}
    return WriterView(**told, voice="cabinet", contact="", mandate="")


def provider(blank: bool = False) -> PartyView:
    return PartyView(
        name="Ardoise Informatique",
        form="" if blank else "SAS",
        siren="" if blank else "901\u00a0234\u00a0567",
        siret="",
        address=("Parc d’activités des Cèdres", "3, allée de l’Industrie", "86360 Chasseneuil-du-Poitou"),
        representative="" if blank else "M.\u00a0Paul Durand",
        capacity="" if blank else "président",
    )


def contract(signed: bool) -> ContractView:
    return ContractView(
        title="Contrat d’infogérance et de sauvegarde",
        reference="INF-2026-118",
        date="1er\u00a0mars 2026",
        signed=signed,
        type="contrat d’infogérance",
        label="contrat «\u00a0Contrat d’infogérance et de sauvegarde\u00a0»",
        name="contrat d’infogérance et de sauvegarde",
    )


def act(signed: bool, blank: bool = False, electronic: bool = False) -> Act:
    return Act(
        title="Avenant n°\u00a01" if signed else "Conditions particulières",
        number=1,
        effect="" if blank else "1er\u00a0novembre 2026",
        originals="deux\u00a0(2)",
        electronic=electronic,
        draft=True,
        client=CLIENT.defined(),
    )


def view(
    requests: Sequence[Request],
    *,
    signed: bool = True,
    questions: int = 3,
    blank: bool = False,
    electronic: bool = False,
) -> ProviderView:
    """What goes out, for these requests."""
    numbers = sorted({item.category for item in requests})
    return ProviderView(
        reference="tilleuls-infogerance-2026",
        mark=Mark(
            case="tilleuls-infogerance-2026", round=1, fingerprint=fingerprint_of(item.text for item in requests)
        ),
        day="15\u00a0septembre 2026",
        iso_day=DAY,
        place="" if blank else "Poitiers",
        sending="" if blank else "Lettre recommandée avec avis de réception",
        reply_within="30\u00a0jours",
        reply_by="15\u00a0octobre 2026",
        reply_by_iso=REPLY_BY,
        client=CLIENT,
        guide=GuideView(
            reading="Nous l’avons rapproché d’un guide de conformité des contrats informatiques des cabinets médicaux.",
            recital="Le Cabinet exerce une activité médicale qui dépend de son système informatique.",
        ),
        writer=writer(blank),
        practice=practice(blank),
        provider=provider(blank),
        contract=contract(signed),
        act=act(signed, blank, electronic),
        counts=Counts(applicable=14 + len(requests) + questions, conforming=14, gaps=len(requests), to_check=questions),
        priorities=tuple(requests[:MAX_PRIORITIES]),
        order=tuple(item.id for item in sorted(requests, key=lambda item: not item.legal)),
        categories=tuple(_category(number, requests) for number in numbers),
        questions=tuple(_question(rank) for rank in range(questions)),
        proofs=(
            ProofRequest(
                number="8.1",
                title="L’hébergeur est certifié HDS (preuve fournie)",
                expected="Copie du certificat\u00a0: titulaire, numéro, organisme, activités couvertes, "
                "date d’expiration.",
            ),
        )
        if requests
        else (),
        definitions=DEFINITIONS if requests else (),
        rules=RULES if requests else (),
        annex=ANNEX if requests else (),
        prices=(PriceRow(title="Compris dans le prix", items=tuple(_priced(item) for item in requests)),)
        if requests
        else (),
    )


def _priced(item: Request) -> PricedView:
    return PricedView(title=item.title, limit=item.price[0].limit)


def _category(number: int, requests: Sequence[Request]) -> CategoryView:
    title = CATEGORIES[number - 1].replace(" :", "\u00a0:")
    return CategoryView(
        number=number,
        title=title,
        article=title,
        requests=tuple(item for item in requests if item.category == number),
    )


def _question(rank: int) -> Question:
    return Question(
        id=f"point-5-{rank + 1}",
        number=f"5.{rank + 1}",
        title="Accès WiFi séparés (professionnel / privé / patients)",
        question="Le contrat prévoit-il des accès WiFi séparés pour les professionnels, la vie privée et "
        "les patients\u202f?",
    )


DEFINITIONS = (
    DefinitionView(
        term="Données",
        runs=(
            Run(
                text=(
                    "désigne toutes les informations, quels qu’en soient la nature, le format et le "
                    "support, que le Cabinet a saisies, reçues ou "
                    "produites, quel que soit celui qui les héberge."
                )
            ),
        ),
    ),
    DefinitionView(
        term="Jour ouvré",
        runs=(Run(text="désigne chaque jour du lundi au vendredi, à l’exception des jours fériés légaux."),),
    ),
    DefinitionView(
        term="Sauvegarde",
        runs=(
            Run(
                text=(
                    "désigne une copie des Données et des logiciels nécessaires à leur utilisation, "
                    "enregistrée sur un autre support que l’original "
                    "afin de les rétablir s’ils sont perdus, altérés ou indisponibles."
                )
            ),
        ),
    ),
)

RULES = (
    RuleView(
        runs=(
            Run(
                text=(
                    "Un délai exprimé en jours ou en mois court à compter du lendemain du fait qui le fait "
                    "naître\u202f; un délai exprimé en heures court dès ce fait."
                )
            ),
        )
    ),
    RuleView(
        runs=(
            Run(text="Lorsque deux délais sont impartis au Prestataire pour un même fait, "),
            Run(text="le plus court", style="fort"),
            Run(text=" s’applique."),
        )
    ),
)

ANNEX = (
    AnnexView(
        id="objet", title="Objet du traitement", value="Infogérance du parc et sauvegarde des Données du Cabinet."
    ),
    AnnexView(
        id="duree", title="Durée", value="Durée du Contrat, jusqu’à la restitution et à l’effacement des Données."
    ),
    AnnexView(
        id="personnes_concernees",
        title="Catégories de personnes concernées",
        value="Patients du Cabinet, professionnels et salariés.",
    ),
    AnnexView(id="lieux", title="Lieux de traitement", value=""),
    AnnexView(id="sous_traitants", title="Sous-traitants ultérieurs", value=""),
)


def summary(outgoing: ProviderView) -> Summary:
    rows = tuple(
        ScoreRow(
            number=rank,
            title=title.replace(" :", "\u00a0:"),
            score="–" if rank == 6 else f"{rank * 9}\u00a0%",
            bar=rank,
            gaps=0 if rank in (6, 10) else rank % 4,
            to_check=1 if rank == 4 else 0,
            applicable=0 if rank == 6 else 6,
        )
        for rank, title in enumerate(CATEGORIES, start=1)
    )
    return Summary(
        sentence="Sur 54 points examinés\u00a0: 14 points conformes, 40 points à compléter, dont 8 au "
        "titre d’une obligation légale du "
        "prestataire\u202f; 3 points restent à vérifier.",
        score="25\u00a0%",
        rows=rows,
        priorities=tuple(_priority(item) for item in outgoing.priorities),
        set_aside=(
            SetAside(
                number="8.4",
                title="Clause RGPD\u00a0: rôle du prestataire clairement indiqué",
                reason="le prestataire déclare n’avoir aucun accès aux données",
            ),
        ),
        warnings=("4.5\u00a0: le texte demandé (1 par an) reste en deçà de l’exigence.",),
        steps=(
            "Relire la lettre, l’avenant et les demandes, puis les faire valider par un avocat si un "
            "point est sensible.",
            "Les envoyer au prestataire\u202f; la réponse est demandée pour le 15\u00a0octobre 2026.",
            "Continuer d’exécuter le contrat en cours\u202f; ne signer que la version définitive, relue "
            "des deux côtés.",
        ),
        disclaimer="Ce document est une aide à la préparation\u202f: il ne constitue pas un conseil "
        "juridique. Rédiger des actes pour autrui contre "
        "rémunération est réglementé (loi n°\u00a071-1130 du 31\u00a0décembre 1971, art. 54 et suivants).",
    )


def _priority(item: Request) -> Priority:
    return Priority(
        number=item.number,
        title=item.requirement,
        verdict=item.verdict,
        legal=item.legal,
        reason="rien dans le contrat ne porte sur ce point",
        why="Une sauvegarde jamais restaurée peut se révéler inutilisable le jour de l’incident, et le "
        "cabinet perd alors l’accès aux dossiers.",
        ask="".join(run.text for run in item.argument),
    )


def proposal(
    count: int = 12, *, signed: bool = True, questions: int = 3, blank: bool = False, electronic: bool = False
) -> Proposal:
    """A whole proposal with this number of requests."""
    outgoing = view(
        [request(rank, signed) for rank in range(count)],
        signed=signed,
        questions=questions,
        blank=blank,
        electronic=electronic,
    )
    return Proposal(view=outgoing, summary=summary(outgoing), warnings=())


def follow_up(purpose: str = "tour") -> FollowUpView:
    """What a later letter looks back on, a line of each kind."""
    line = FollowedView(
        number="4.5",
        title="Tests de restauration",
        answered="vous proposez « 1 par an »",
        ours="nous maintenons notre demande (2 par an)",
    )
    return FollowUpView(
        purpose=purpose,
        sent_on="15\u00a0septembre 2026",
        answered_on="2\u00a0octobre 2026",
        agreed=(line,),
        countered=(line,),
        refused=(line,),
        unsettled=(line,),
        silent=(line,),
        dropped=(line,),
        fresh=(line,),
    )
