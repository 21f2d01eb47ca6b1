"""From the parser's events to plain data, in one pass with an explicit stack.

No recursion, no alias to expand, no node tree: a hostile file costs no more than
its size. Everything the three files do not need is refused where it stands, and
the reading goes on: a person corrects ten lines at once rather than ten times one.
"""

from __future__ import annotations

from collections.abc import Iterator

from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from palliorient.lecture.yaml.resultat import Chemin, Donnee, FichierLu, Marque
from palliorient.lecture.yaml.scalaires import lire_nu
from palliorient.lecture.yaml.signalement import PROFONDEUR_PERMISE, VALEURS_PERMISES, Signalement
from palliorient.noyau.langue.caracteres import interdits, propre


class _CleRejetee:
    """Stands for a key that is refused: its value is read, checked and dropped."""


_REJETEE = _CleRejetee()


class _Etage:
    """One open mapping or list. `chemin` None: inside something that is dropped."""

    __slots__ = ("chemin", "cle", "cle_attendue", "dico", "liste")

    def __init__(self, en_dico: bool) -> None:
        self.chemin: Chemin | None = None
        self.dico: dict[str, Donnee] | None = {} if en_dico else None
        self.liste: list[Donnee] = []
        self.cle: str | _CleRejetee = _REJETEE
        self.cle_attendue = en_dico


class Construction:
    """Builds data and positions from the events of one file."""

    def __init__(self, lecture: FichierLu, *, echappements: bool = True) -> None:
        self._lecture = lecture
        self._echappements = echappements
        """May a text in double quotes hold what the file itself does not (`\\u202e`)?"""
        self._dire = Signalement(lecture)
        self._pile: list[_Etage] = []
        self._documents = 0

    def suivre(self, evenements: Iterator[Event]) -> None:
        """Follow the events to the end, or to the second document."""
        valeurs = 0
        for evenement in evenements:
            # Ordered by frequency: this loop is most of the reading time.
            if isinstance(evenement, ScalarEvent):
                self._scalaire(evenement)
            elif isinstance(evenement, CollectionStartEvent):
                self._ouvrir(evenement)
            elif isinstance(evenement, AliasEvent):
                self._alias(evenement)
            else:
                if isinstance(evenement, CollectionEndEvent):
                    self._pile.pop()
                elif isinstance(evenement, DocumentStartEvent):
                    self._document(evenement)
                    if self._documents > 1:
                        break
                continue
            valeurs += 1
            if valeurs > VALEURS_PERMISES:
                self._dire.trop_de_valeurs(evenement.start_mark)
        if self._documents == 0:
            self._dire.fichier_vide()

    # --- events ---------------------------------------------------------------

    def _document(self, evenement: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._dire.second_document(evenement.start_mark)
        elif evenement.version or evenement.tags:
            self._dire.directive(evenement.start_mark)

    def _scalaire(self, evenement: ScalarEvent) -> None:
        texte: str = evenement.value
        if evenement.anchor is not None or evenement.tag is not None:
            self._dire.ancre_et_etiquette(evenement)
        if self._echappements and evenement.style == '"':
            texte = self._lisible(texte, evenement)
        nu = not evenement.style and evenement.tag is None
        etage = self._pile[-1] if self._pile else None
        if etage is not None and etage.cle_attendue:
            self._cle(etage, texte, nu, evenement)
            return
        if nu and not texte:
            self._vide(etage, evenement)
            return
        valeur: Donnee = texte
        if nu:
            valeur, piege = lire_nu(texte)
            if piege:
                self._dire.piege(piege, evenement.start_mark)
        self._placer(valeur, evenement.start_mark)

    def _lisible(self, texte: str, evenement: ScalarEvent) -> str:
        """The text, whose escapes must not bring in what is refused when it is typed."""
        mauvais = interdits(texte)
        if not mauvais:
            return texte
        self._dire.caractere_echappe(min(mauvais, key=texte.index), evenement.start_mark)
        return propre(texte)

    def _ouvrir(self, evenement: CollectionStartEvent) -> None:
        if evenement.anchor is not None or evenement.tag is not None:
            self._dire.ancre_et_etiquette(evenement)
        if len(self._pile) == PROFONDEUR_PERMISE:
            self._dire.trop_profond(evenement.start_mark)
        nouveau = _Etage(isinstance(evenement, MappingStartEvent))
        etage = self._pile[-1] if self._pile else None
        if etage is not None and etage.cle_attendue:
            etage.cle, etage.cle_attendue = _REJETEE, False
            self._dire.cle_composee(evenement.start_mark)
        else:
            contenu: Donnee = nouveau.liste if nouveau.dico is None else nouveau.dico
            nouveau.chemin = self._placer(contenu, evenement.start_mark)
        self._pile.append(nouveau)

    def _alias(self, evenement: AliasEvent) -> None:
        self._dire.alias(evenement)
        etage = self._pile[-1] if self._pile else None
        if etage is not None and etage.cle_attendue:
            etage.cle, etage.cle_attendue = _REJETEE, False
            return
        self._placer(None, evenement.start_mark)

    # --- keys and values --------------------------------------------------------

    def _cle(self, etage: _Etage, texte: str, nu: bool, evenement: ScalarEvent) -> None:
        """A key is always text: `1:` is the value « 1 » of a criterion."""
        etage.cle, etage.cle_attendue = _REJETEE, False
        if nu and texte == "<<":
            self._dire.fusion(evenement.start_mark)
            return
        if not texte:
            self._dire.cle_vide(evenement.start_mark)
            return
        if nu:
            _, piege = lire_nu(texte)
            if piege:
                self._dire.piege(piege, evenement.start_mark, cle=True)
        if etage.chemin is None:
            return
        ici = evenement.start_mark
        premiere = self._lecture.marques_cles.setdefault((*etage.chemin, texte), ici)
        if premiere is ici:
            etage.cle = texte
        else:
            self._dire.cle_en_double(texte, self._lecture.situer(premiere), ici)

    def _vide(self, etage: _Etage | None, evenement: ScalarEvent) -> None:
        """No value where one is due: said at its key, since there is nothing else to show."""
        marque: Marque | None = evenement.start_mark
        if etage is None:
            self._dire.fichier_vide()
            return
        if etage.dico is None:
            self._dire.valeur_vide(None, marque)
        elif isinstance(etage.cle, str) and etage.chemin is not None:
            marque = self._lecture.marques_cles[(*etage.chemin, etage.cle)]
            self._dire.valeur_vide(etage.cle, marque)
        # Otherwise the key itself is already refused.
        self._placer(None, marque)

    def _placer(self, valeur: Donnee, marque: Marque | None) -> Chemin | None:
        """Put a value in the open collection; its path, or None when it is dropped."""
        chemin: Chemin
        if not self._pile:
            self._lecture.donnees = valeur
            chemin = ()
        else:
            etage = self._pile[-1]
            if etage.dico is None:
                indice = len(etage.liste)
                etage.liste.append(valeur)
                if etage.chemin is None:
                    return None
                chemin = (*etage.chemin, indice)
            else:
                cle = etage.cle
                etage.cle_attendue = True
                if etage.chemin is None or isinstance(cle, _CleRejetee):
                    return None
                etage.dico[cle] = valeur
                chemin = (*etage.chemin, cle)
        self._lecture.marques[chemin] = marque
        return chemin
