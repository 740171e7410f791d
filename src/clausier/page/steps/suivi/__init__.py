"""Step « Suivi »: what was sent and answered, what is decided, the next letter, the document to sign."""

from __future__ import annotations

from clausier.page.asked import Route, Step
from clausier.page.steps.suivi import decisions, history, letters, mail, noting, overview, signing

HERE = "/dossiers/{dossier}/suivi"
STEP = Step(
    "suivi",
    "Suivi",
    (
        Route(HERE, read=overview.read),
        Route(f"{HERE}/identifiant", write=overview.name),
        Route(f"{HERE}/echeances.ics", read=overview.agenda),
        Route(f"{HERE}/documents/{{repertoire}}/{{fichier}}", read=overview.paper),
        Route(f"{HERE}/reponse", read=mail.read, write=mail.drop),
        Route(f"{HERE}/reponse/relire", write=mail.read_again),
        Route(f"{HERE}/reponse/retirer", write=mail.withdraw),
        Route(f"{HERE}/noter", read=noting.read, write=noting.write),
        Route(f"{HERE}/reponses/{{evenement}}", read=history.reply),
        Route(f"{HERE}/decider", read=decisions.read, write=decisions.write),
        Route(f"{HERE}/lettre", read=letters.read, write=letters.write),
        Route(f"{HERE}/conclure", read=signing.read, write=signing.write),
        Route(f"{HERE}/conclure/completer", write=signing.complete),
        Route(f"{HERE}/confirmer/{{evenement}}", write=history.confirm),
        Route(f"{HERE}/annuler/{{evenement}}", read=history.ask, write=history.cancel),
    ),
)
