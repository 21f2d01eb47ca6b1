"""Short forms: each says what the long one says, and is refused at its own place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from test_regles_courtes import VALIDE, compris

from palliorient.lecture import REGLES, TOUS
from palliorient.lecture.charger import Octets, interpreter, lire_octets
from palliorient.lecture.codes import Code
from palliorient.livres import dossier_livre

PREMIERE_VOIE = """    voies:
      - quand: {colonne: domicile}
        sauf: {public: pediatrique}
        cherche:
          - {type: had, ou: region}
          - {alerte: HORS_GRILLE}
      - {quand: {suivi: had}, cherche: [{generique: suivi-had}]}
"""
SECONDE_VOIE = (
    "    voies:\n      - cherche:\n          - {type: usp, ou: etablissement, public: adulte, "
    "alerte: [COLONNE_CORRIGEE, {code: HORS_GRILLE, quand: {lieu: rue}}]}\n"
)
ETAPES = """    source: {convention: ordre}
    etapes:
      - {roles: [had], section: d-abord, quand: {moment: jour}}
      - {roles: [usp, had], section: ensuite, caracteres: [requis, alternative]}
"""
SUITE = "suites:\n  fin:\n    - {sinon-ensuite: [usp, had], caracteres: [requis, alternative]}\n"
RECHERCHE = "recherches:\n  en-had: [{had: region}, {alerte: HORS_GRILLE}]\nroles:\n  - id: had\n"
DEUX_CONTACTS = (
    'contacts_generiques:\n  - {id: suivi-had, type: had, nom: "L\'HAD qui suit la personne", '
    "portee: etablissement, source: {convention: ordre}}\n"
)
LIEU = """      - {id: domicile, nom: "chez elle", colonne: domicile}
      - {id: rue, nom: "à la rue", colonne: domicile, implique: {precarite: oui}}
      - {id: mco, nom: "hôpital", aide: "court séjour", colonne: etablissement}
    groupes:
      lieu-de-vie: [domicile, rue]
"""

DEUX_ECRITURES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    # what is said: (words replaced by the long form, words replaced by the short one)
    "un code et son texte": (
        [],
        [("  - {id: ordre, texte: \"L'ordre", "  {ordre: \"L'ordre")],
    ),
    "un code et ses champs": (
        [],
        [
            ('valeurs: [{id: deuil, nom: "deuil"}]', 'valeurs: {deuil: {nom: "deuil"}}'),
        ],
    ),
    "un numéro": (
        [],
        [("  - {id: samu, numero:", "  samu: {numero:")],
    ),
    "une source et ses mots": (
        [],
        [
            (
                '{document: cadre, localisation: "§ 2", citation: "(18, 15, régulation)"}',
                '{"cadre, § 2": "(18, 15, régulation)"}',
            )
        ],
    ),
    "une preuve seule": (
        [],
        [
            (
                'preuves: [{document: cadre, localisation: "§ 2", citation: "Le niveau 1 '
                'correspond aux situations stables et non complexes."}]',
                'preuves: {"cadre, § 2": "Le niveau 1 correspond aux situations stables et non '
                'complexes."}',
            )
        ],
    ),
    "la colonne d'un groupe": (
        [],
        [
            (
                LIEU,
                """      domicile: "chez elle"
      rue: {nom: "à la rue", implique: {precarite: oui}}
      mco: {nom: "hôpital", aide: "court séjour", colonne: etablissement}
    colonnes: {domicile: lieu-de-vie}
    groupes:
      lieu-de-vie: [domicile, rue]
""",
            )
        ],
    ),
    "une plage de tous les jours": (
        [],
        [
            (
                '  - {moment: jour, jours: [0, 1, 2, 3, 4, 5, 6, 7], de: "08:00", a: "17:59"}\n'
                '  - {moment: nuit, jours: [0, 1, 2, 3, 4, 5, 6, 7], de: "18:00", a: "07:59"}\n',
                '  jour: {de: "08:00", a: "17:59"}\n  nuit: {de: "18:00", a: "07:59"}\n',
            )
        ],
    ),
    "une joignabilité": (
        [],
        [
            (
                'joignable: [{valeur: conditionnel, condition: "décision du service"}]',
                'joignable: {conditionnel: "décision du service"}',
            )
        ],
    ),
    "une joignabilité selon le moment": (
        [
            (
                'joignable: [{valeur: conditionnel, condition: "décision du service"}]',
                "joignable: [{valeur: oui, quand: {moment: jour}}, "
                '{valeur: inconnu, condition: "x",'
                " quand: {lieu: rue, moment: hors-jour}}, "
                "{valeur: non, quand: {moment: hors-jour}}]",
            )
        ],
        [
            (
                'joignable: [{valeur: conditionnel, condition: "décision du service"}]',
                'joignable: {jour: oui, hors-jour: [{inconnu: "x", quand: {lieu: rue}}, non]}',
            )
        ],
    ),
    "une exception de joignabilité": (
        [],
        [
            (
                'valeur: inconnu, condition: "venue non précisée", source: {convention: ordre}}\n'
                "contacts",
                'inconnu: "venue non précisée", source: ordre}\ncontacts',
            )
        ],
    ),
    "une entrée comme une autre": (
        [
            (
                DEUX_CONTACTS,
                DEUX_CONTACTS
                + '  - {id: autre, type: had, nom: "Une autre", portee: etablissement, '
                "source: {convention: ordre}}\n",
            )
        ],
        [
            (
                DEUX_CONTACTS,
                """contacts_generiques:
  suivi-had: {type: had, nom: "L'HAD qui suit la personne", portee: etablissement, source: ordre}
  autre: {comme: suivi-had, nom: "Une autre"}
""",
            )
        ],
    ),
    "une étape et son endroit": (
        [],
        [("{type: had, ou: region}", "{had: region}")],
    ),
    "deux endroits essayés tour à tour": (
        [
            (
                "{type: had, ou: region}",
                "{type: had, ou: territoire}\n          - {type: had, ou: region}",
            )
        ],
        [("{type: had, ou: region}", "{had: [territoire, region]}")],
    ),
    "un contact seul": (
        [],
        [("cherche: [{generique: suivi-had}]", "cherche: suivi-had")],
    ),
    "une seule voie": (
        [],
        [
            (
                SECONDE_VOIE,
                """    cherche:
      usp: etablissement
      public: adulte
      alerte: [COLONNE_CORRIGEE, {code: HORS_GRILLE, quand: {lieu: rue}}]
""",
            )
        ],
    ),
    "une condition pour toutes les voies": (
        [
            (
                PREMIERE_VOIE,
                """    voies:
      - {quand: {colonne: domicile}, sauf: {lieu: rue}, cherche: [{type: had, ou: region}]}
      - {quand: {suivi: had}, sauf: {lieu: rue}, cherche: [{generique: suivi-had}]}
""",
            )
        ],
        [
            (
                PREMIERE_VOIE,
                """    sauf: {lieu: rue}
    voies:
      - {quand: {colonne: domicile}, cherche: {had: region}}
      - {quand: {suivi: had}, cherche: suivi-had}
""",
            )
        ],
    ),
    "une voie selon le lieu": (
        [
            (
                PREMIERE_VOIE,
                """    voies:
      - {quand: {lieu: lieu-de-vie}, cherche: [{type: had, ou: region}]}
      - {quand: {lieu: mco, suivi: had}, cherche: [{generique: suivi-had}]}
""",
            )
        ],
        [
            (
                PREMIERE_VOIE,
                """    selon:
      lieu:
        lieu-de-vie: {had: region}
        mco: {quand: {suivi: had}, cherche: suivi-had}
""",
            )
        ],
    ),
    "des recherches côte à côte": (
        [
            (
                PREMIERE_VOIE,
                """    voies:
      - {quand: {lieu: rue}, cherche: [{type: had, ou: region}, {alerte: HORS_GRILLE}]}
      - {quand: {lieu: rue}, cherche: [{generique: suivi-had}]}
""",
            )
        ],
        [
            (
                PREMIERE_VOIE,
                """    quand: {lieu: rue}
    chacun:
      - [{had: region}, {alerte: HORS_GRILLE}]
      - suivi-had
""",
            )
        ],
    ),
    "une recherche citée": (
        [],
        [
            ("roles:\n  - id: had\n", RECHERCHE),
            (
                "          - {type: had, ou: region}\n          - {alerte: HORS_GRILLE}\n",
                "          - recherche: en-had\n",
            ),
        ],
    ),
    "une proposition": (
        [],
        [
            (
                "      - {role: had, caractere: alternative, option: A,",
                "      - {had: alternative, option: A,",
            )
        ],
    ),
    "une proposition sans liste": (
        [],
        [
            (
                "    propose:\n      - {role: usp, caractere: eventuel, source",
                "    propose: {usp: eventuel, source",
            )
        ],
    ),
    "une alerte et ses mots": (
        [],
        [
            (
                '{code: HORS_GRILLE, texte: "À la rue : hors grille.", source',
                '{HORS_GRILLE: "À la rue : hors grille.", source',
            )
        ],
    ),
    "une précision": (
        [],
        [
            (
                '    precise:\n      - {types: [usp], modalite: "admission directe"}\n',
                '    precise: {usp: "admission directe"}\n',
            )
        ],
    ),
    "des étapes": (
        [],
        [
            (
                ETAPES,
                """    source: ordre
    etapes:
      - {d-abord: had, quand: {moment: jour}}
      - {sinon-ensuite: [usp, had], caracteres: [requis, alternative]}
""",
            )
        ],
    ),
    "tous les caractères sauf un": (
        [("caracteres: [requis, alternative]", "caracteres: [requis, alternative, eventuel]")],
        [("caracteres: [requis, alternative]", "sauf_caracteres: repli")],
    ),
    "un groupe de rôles": (
        [],
        [
            (
                ETAPES,
                """    source: ordre
    etapes:
      - {d-abord: had, quand: {moment: jour}}
      - {sinon-ensuite: deux, caracteres: [requis, alternative]}
groupes_de_roles: {deux: [usp, had]}
""",
            )
        ],
    ),
    "une suite, et la source de tous": (
        [],
        [
            ("ordres:\n", f"source_des_ordres: ordre\n{SUITE}ordres:\n"),
            (
                ETAPES,
                "    etapes:\n      - {d-abord: had, quand: {moment: jour}}\n      - suite: fin\n",
            ),
        ],
    ),
}


@pytest.mark.parametrize("quoi", DEUX_ECRITURES)
def test_le_court_dit_ce_que_dit_le_long(quoi: str) -> None:
    long, court = DEUX_ECRITURES[quoi]
    assert compris(*court) == compris(*long)


# --- what is wrong in a short form is said where it stands -----------------------------------

FAUX = {
    # what is wrong: (words replaced, by what, code, words that follow the place, words said)
    "un caractère mal écrit": (
        "{role: usp, caractere: eventuel,",
        "{usp: evantuel,",
        Code.VALEUR_INCONNUE,
        "evantuel,",
        "« eventuel » ?",
    ),
    "un rôle inconnu": (
        "{role: usp, caractere: eventuel,",
        "{ups: eventuel,",
        Code.ROLE_INCONNU,
        "ups: eventuel",
        "« usp » ?",
    ),
    "une clé de trop": (
        "{role: usp, caractere: eventuel,",
        '{usp: eventuel, modalitee: "x",',
        Code.CLE_INCONNUE,
        "modalitee",
        "« modalite » ?",
    ),
    "un type inconnu": (
        "{type: had, ou: region}",
        "{hda: region}",
        Code.TYPE_INCONNU,
        "hda: region",
        "« had » ?",
    ),
    "un endroit inconnu, dans une liste": (
        "{type: had, ou: region}",
        "{had: [territoire, regions]}",
        Code.VALEUR_INCONNUE,
        "regions]",
        "« region » ?",
    ),
    "un contact inconnu": (
        "cherche: [{generique: suivi-had}]",
        "cherche: suivi-hda",
        Code.CONTACT_GENERIQUE_INCONNU,
        "suivi-hda",
        "« suivi-had » ?",
    ),
    "une section inconnue": (
        "{roles: [usp, had], section: ensuite,",
        "{sinon-ensuit: [usp, had],",
        Code.VALEUR_INCONNUE,
        "sinon-ensuit:",
        "« ensuite » ?",
    ),
    "un rôle cité deux fois sans le dire": (
        "{roles: [usp, had], section: ensuite,",
        "{ensuite: [usp, had],",
        Code.ROLE_CITE_DEUX_FOIS,
        "ensuite: [usp",
        "« sinon-ensuite »",
    ),
    "un « sinon » sans rien au-dessus": (
        "{roles: [had], section: d-abord,",
        "{sinon-d-abord: had,",
        Code.ROLE_CITE_DEUX_FOIS,
        "sinon-d-abord: had",
        "écrire « d-abord »",
    ),
    "un moment inconnu": (
        'joignable: [{valeur: conditionnel, condition: "décision du service"}]',
        "joignable: {jour: oui, nuits: non}",
        Code.VALEUR_DE_CRITERE_INCONNUE,
        "nuits: non",
        "« nuit » ?",
    ),
    "un moment dit deux fois": (
        'joignable: [{valeur: conditionnel, condition: "décision du service"}]',
        "joignable: {jour: {valeur: oui, quand: {moment: nuit}}}",
        Code.CLES_INCOMPATIBLES,
        "moment: nuit",
        "déjà dit autour",
    ),
    "comme rien": (
        DEUX_CONTACTS,
        """contacts_generiques:
  autre: {comme: suivi-had, nom: "Une autre"}
  suivi-had: {type: had, nom: "L'HAD qui suit la personne", portee: etablissement, source: ordre}
""",
        Code.ENTREE_INCONNUE,
        'suivi-had, nom: "Une',
        "rien ne s'appelle ainsi au-dessus",
    ),
    "une recherche inconnue": (
        "- {type: had, ou: region}\n",
        "- recherche: en-had\n",
        Code.ENTREE_INCONNUE,
        "en-had",
        "recherche inconnue",
    ),
    "un identifiant dit deux fois": (
        "  - {id: samu, numero:",
        "  samu: {id: samu, numero:",
        Code.CLES_INCOMPATIBLES,
        "id: samu",
        "déjà dit par la clé",
    ),
    "deux entrées du même nom": (
        "  - {id: ordre, texte: \"L'ordre d'appel est une convention.\"}",
        '  ordre: "L\'ordre d\'appel est une convention."\n  ordre: "Un autre."',
        Code.CLE_EN_DOUBLE,
        'ordre: "Un autre',
        "déjà écrite",
    ),
    "un groupe de colonne inconnu": (
        LIEU,
        LIEU.replace("- {id: domicile, ", "domicile: {")
        .replace("- {id: rue, ", "rue: {")
        .replace("- {id: mco, ", "mco: {")
        + "    colonnes: {domicile: lieux-de-vie}\n",
        Code.ENTREE_INCONNUE,
        "lieux-de-vie}",
        "« lieu-de-vie » ?",
    ),
    "deux colonnes pour une valeur": (
        LIEU,
        LIEU.replace("- {id: domicile, ", "domicile: {")
        .replace('"chez elle", colonne: domicile', '"chez elle"')
        .replace("- {id: rue, ", "rue: {")
        .replace("- {id: mco, ", "mco: {")
        + "    colonnes: {domicile: lieu-de-vie}\n",
        Code.CLES_INCOMPATIBLES,
        "colonne: domicile",
        "« rue » aurait deux colonnes",
    ),
    "des colonnes sans valeurs nommées": (
        LIEU,
        LIEU + "    colonnes: {domicile: lieu-de-vie}\n",
        Code.CLES_INCOMPATIBLES,
        "colonnes:",
        "sans valeurs nommées",
    ),
    "un « selon » sans table": (
        "    voies:\n      - cherche:\n          - {type: usp,",
        "    selon: {lieu: hopital}\n    voies:\n      - cherche:\n          - {type: usp,",
        Code.CLES_INCOMPATIBLES,
        "selon:",
        "ne dit pas ce qui est cherché",
    ),
    "une suite que rien ne cite": (
        "ordres:\n",
        "suites:\n  fin: [{d-abord: hda}]\nordres:\n",
        Code.LISTE_NON_CITEE,
        "fin:",
        "« suite: fin »",
    ),
    "un ordre sans source": (
        "    source: {convention: ordre}\n    etapes:",
        "    etapes:",
        Code.CLES_INCOMPATIBLES,
        "toujours",
        "« toujours » est sans source",
    ),
    "des voies, et une recherche à côté": (
        "    voies:\n      - cherche:\n          - {type: usp,",
        "    chacun: []\n    voies:\n      - cherche:\n          - {type: usp,",
        Code.CLES_INCOMPATIBLES,
        "voies:",
        "écrite sur le rôle",
    ),
    "deux façons de chercher": (
        "cherche: [{generique: suivi-had}]",
        "cherche: suivi-had, chacun: [suivi-had]",
        Code.CLES_INCOMPATIBLES,
        "chacun:",
        "ensemble",
    ),
}


@pytest.mark.parametrize("quoi", FAUX)
def test_une_faute_est_dite_ou_elle_est(quoi: str) -> None:
    avant, apres, code, ici, dit = FAUX[quoi]
    octets = []
    for fichier in lire_octets(VALIDE):
        if fichier.nom == REGLES:
            texte = fichier.contenu.decode()
            assert texte.count(avant) == 1
            texte = texte.replace(avant, apres)
            fichier = Octets(fichier.nom, fichier.chemin, texte.encode())
        octets.append(fichier)
    _, diagnostics = interpreter(octets, controler=True)
    (diagnostic,) = [d for d in diagnostics if d.code == code]
    assert dit in f"{diagnostic.message} {diagnostic.remede}"
    assert diagnostic.position is not None
    ligne = texte.split("\n")[diagnostic.position.ligne - 1]
    assert ligne[diagnostic.position.colonne - 1 :].startswith(ici)


def test_des_citations_sans_fin_sont_refusees() -> None:
    """A small file that stands for an enormous one costs no more than any other."""
    etapes = "\n".join("    - d-abord: had" for _ in range(400))
    ordres = "\n".join(f"  o{n}: {{etapes: [{{suite: s}}]}}" for n in range(400))
    texte = f"suites:\n  s:\n{etapes}\nordres:\n{ordres}\n"
    octets = [
        Octets(f.nom, f.chemin, texte.encode() if f.nom == REGLES else f.contenu)
        for f in lire_octets(VALIDE)
    ]
    referentiel, diagnostics = interpreter(octets)
    assert referentiel is None
    assert [d.code for d in diagnostics] == [Code.TROP_DE_VALEURS]


# --- the shipped rules stay short -----------------------------------------------------------

NOEUDS_PERMIS = 5724 + 80
"""Two thirds of what the rules had when they repeated themselves (8 587 keys and values), what
the roles and the orders say since of who stands in for those that are unavailable, and the room
of one more rule."""

LARGEUR_PERMISE = 160


SUR_DEMANDE = re.compile(
    r"socle|vient_apres|et_si|au_telephone|fiche|appelants?|rubriques?|grille.*|niveau-(propose|de-la-grille)"
    r"|(et-si|court|fiche)(-.+)?|(.+-)?indisponible"
)
"""What the rules had not when they repeated themselves."""


def noeuds(noeud: yaml.Node) -> int:
    """Keys and values: what there is to read, whatever the layout."""
    if isinstance(noeud, yaml.MappingNode):
        return sum(1 + noeuds(v) for cle, v in noeud.value if not SUR_DEMANDE.fullmatch(cle.value))
    if isinstance(noeud, yaml.SequenceNode):
        return sum(map(noeuds, noeud.value))
    return 1


def redits(un: yaml.Node, autre: yaml.Node) -> int:
    """Keys that two files write only to stand in the same place."""
    if not isinstance(un, yaml.MappingNode) or not isinstance(autre, yaml.MappingNode):
        return 0
    la = {cle.value: valeur for cle, valeur in autre.value if not SUR_DEMANDE.fullmatch(cle.value)}
    return sum(1 + redits(v, la[cle.value]) for cle, v in un.value if cle.value in la)


def fichiers_de_regles() -> list[Path]:
    """Those of the folder, and of the base that it builds on."""
    autres = {f"{nom}.yaml" for nom in TOUS if nom != REGLES}
    dossiers = (dossier_livre(), dossier_livre() / "national")
    return [f for d in dossiers for f in d.glob("*.yaml") if f.name not in autres]


def test_les_regles_livrees_se_disent_une_fois() -> None:
    textes = [f.read_text(encoding="utf-8") for f in fichiers_de_regles()]
    du_dossier, du_socle = (yaml.compose(t, Loader=yaml.SafeLoader) for t in textes)
    dits = noeuds(du_dossier) + noeuds(du_socle) - redits(du_dossier, du_socle)
    assert dits <= NOEUDS_PERMIS


def test_aucune_ligne_de_regles_ne_deborde() -> None:
    longues = [
        f"{f.name}:{numero}"
        for f in fichiers_de_regles()
        for numero, ligne in enumerate(f.read_text(encoding="utf-8").splitlines(), 1)
        if len(ligne) > LARGEUR_PERMISE
    ]
    assert longues == []
