"""What the strict reading says of a refused device, and when it gives up."""

from __future__ import annotations

from typing import NoReturn

from yaml import AliasEvent, CollectionStartEvent, ScalarEvent

from palliorient.lecture.codes import Code
from palliorient.lecture.yaml.resultat import FichierLu, Marque
from palliorient.lecture.yaml.scalaires import Piege
from palliorient.lecture.yaml.texte_source import numero
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic, Position

PROFONDEUR_PERMISE = 40
VALEURS_PERMISES = 200_000
PROBLEMES_PERMIS = 100


class Abandon(Exception):
    """The rest of the file is not worth reading."""


class Signalement:
    """Writes the diagnostics of one file; raises `Abandon` after too many of them."""

    def __init__(self, lecture: FichierLu) -> None:
        self._lecture = lecture

    def dire(
        self,
        code: Code,
        message: str,
        marque: Marque | None,
        remede: str,
        autres: tuple[Position, ...] = (),
    ) -> None:
        diagnostics = self._lecture.diagnostics
        ici = self._lecture.situer(marque)
        diagnostics.append(Diagnostic(code, ERREUR, message, ici, remede, autres))
        if len(diagnostics) >= PROBLEMES_PERMIS:
            arret = f"{PROBLEMES_PERMIS} problèmes : la suite du fichier n'est pas lue"
            remede = "corriger les premiers, puis relancer"
            diagnostics.append(Diagnostic(Code.TROP_DE_PROBLEMES, ERREUR, arret, ici, remede))
            raise Abandon

    # --- the file ---------------------------------------------------------------

    def fichier_vide(self) -> None:
        self._lecture.diagnostics.append(
            Diagnostic(
                Code.FICHIER_VIDE,
                ERREUR,
                "le fichier ne contient aucune donnée",
                Position(self._lecture.fichier, 1, 1),
                "remettre le contenu du fichier",
            )
        )

    def second_document(self, marque: Marque | None) -> None:
        self.dire(
            Code.PLUSIEURS_DOCUMENTS,
            "un second document commence ici (« --- ») : sa suite n'est pas lue",
            marque,
            "garder un seul document par fichier, supprimer cette ligne",
        )

    def directive(self, marque: Marque | None) -> None:
        self.dire(
            Code.DIRECTIVE,
            "directive YAML (ligne qui commence par « % »)",
            marque,
            "supprimer cette ligne",
        )

    def trop_profond(self, marque: Marque | None) -> NoReturn:
        self.dire(
            Code.TROP_PROFOND,
            f"plus de {PROFONDEUR_PERMISE} niveaux imbriqués",
            marque,
            "vérifier les crochets et les accolades",
        )
        raise Abandon

    def trop_de_valeurs(self, marque: Marque | None) -> NoReturn:
        self.dire(
            Code.TROP_DE_VALEURS,
            f"plus de {VALEURS_PERMISES} valeurs dans le fichier",
            marque,
            "vérifier que c'est le bon fichier",
        )
        raise Abandon

    def trop_de_valeurs_citees(self) -> None:
        self.dire(
            Code.TROP_DE_VALEURS,
            f"plus de {VALEURS_PERMISES} valeurs, une fois les entrées citées recopiées",
            None,
            "citer moins souvent (« comme », « recherche », « suite »)",
        )

    # --- devices ----------------------------------------------------------------

    def alias(self, evenement: AliasEvent) -> None:
        self.dire(
            Code.ALIAS,
            f"alias YAML « *{evenement.anchor} »",
            evenement.start_mark,
            "recopier la valeur en toutes lettres (ou la mettre entre guillemets si c'est un "
            "texte)",
        )

    def ancre_et_etiquette(self, evenement: ScalarEvent | CollectionStartEvent) -> None:
        """An anchor or a tag on a value, if it has one."""
        if evenement.anchor is not None:
            self.dire(
                Code.ANCRE,
                f"ancre YAML « &{evenement.anchor} »",
                evenement.start_mark,
                "supprimer l'ancre et recopier la valeur où elle sert (ou mettre le texte entre "
                "guillemets)",
            )
        if evenement.tag is not None:
            self.dire(
                Code.ETIQUETTE,
                "étiquette YAML (mot qui commence par « ! »)",
                evenement.start_mark,
                "supprimer l'étiquette (ou mettre le texte entre guillemets)",
            )

    def fusion(self, marque: Marque | None) -> None:
        self.dire(Code.FUSION, "fusion YAML « << »", marque, "recopier les clés en toutes lettres")

    def cle_composee(self, marque: Marque | None) -> None:
        self.dire(
            Code.CLE_COMPOSEE,
            "une liste ou un ensemble ne peut pas servir de clé",
            marque,
            "écrire un mot avant le deux-points ; un texte qui commence par « [ » ou « { » se met "
            "entre guillemets",
        )

    def cle_en_double(self, cle: str, premiere: Position, marque: Marque | None) -> None:
        self.dire(
            Code.CLE_EN_DOUBLE,
            f"clé « {cle} » déjà écrite ligne {premiere.ligne}",
            marque,
            "garder une seule des deux lignes, ou renommer l'une",
            (premiere,),
        )

    def caractere_echappe(self, caractere: str, marque: Marque | None) -> None:
        self.dire(
            Code.CARACTERE_INTERDIT,
            f"caractère de commande ou invisible {numero(caractere)}, écrit avec une barre"
            " oblique inverse",
            marque,
            "l'effacer ; pour une barre oblique inverse, écrire « \\\\ »",
        )

    # --- values -----------------------------------------------------------------

    def piege(self, piege: Piege, marque: Marque | None, *, cle: bool = False) -> None:
        message = f"clé : {piege.message}" if cle else piege.message
        self.dire(piege.code, message, marque, piege.remede)

    def cle_vide(self, marque: Marque | None) -> None:
        self.dire(Code.VALEUR_VIDE, "clé absente avant le deux-points", marque, "écrire la clé")

    def valeur_vide(self, cle: str | None, marque: Marque | None) -> None:
        """Nothing after a key, or after a dash (`cle` None)."""
        if cle is None:
            message, remede = "rien après le tiret", "écrire la valeur, ou supprimer le tiret"
        else:
            message = f"rien après « {cle}: »"
            remede = "écrire la valeur, ou supprimer la ligne si l'information manque"
        self.dire(Code.VALEUR_VIDE, message, marque, remede)
