"""One wrong piece of data for each check of `valider`: where it goes, and what is said of it."""

from __future__ import annotations

from dossiers import ACTEURS, REGLES, regle

from palliorient.verification.codes import Code

SOURCE = '{document: cadre-2023, localisation: "annexe 1"}'


def garantie(promesse: str, quand: str = "{}") -> str:
    return f'  essai:\n    texte: "Un essai."\n    quand: {quand}\n    {promesse}\n'


def structure(service: str) -> str:
    return (
        '  - id: essai\n    nom: "Équipe d\'essai"\n    services:\n'
        f"      - {{id: service-essai, {service}, source: {SOURCE}}}\n"
    )


CAS = {
    # code: (file, section, block, line of the problem from the block's first, words of it)
    Code.REGLE_MORTE: (
        REGLES,
        "regles",
        regle(
            "essai",
            "{lieu: domicile, residence: hors-paris}",
            "[{role: annuaire, caractere: requis}]",
        ),
        0,
        "« essai » ne s'applique dans aucune situation",
    ),
    Code.LIGNE_MORTE: (
        REGLES,
        "regles",
        regle(
            "essai",
            "{lieu: ehpad}",
            "\n      - {role: annuaire, caractere: requis, quand: {lieu: mas}}",
        ),
        5,
        "sa condition étant contraire",
    ),
    Code.REGLE_EN_DOUBLE: (
        REGLES,
        "regles",
        regle("essai-1", "{besoin: formation}", "[{role: had, caractere: requis}]")
        + regle("essai-2", "{besoin: formation}", "[{role: had, caractere: requis}]"),
        5,
        "« essai-2 » dit la même chose que « essai-1 »",
    ),
    Code.REGLE_CONTENUE: (
        REGLES,
        "regles",
        regle("essai-1", "{besoin: formation}", "[{role: annuaire, caractere: requis}]")
        + regle(
            "essai-2", "{besoin: formation, niveau: 2}", "[{role: annuaire, caractere: requis}]"
        ),
        5,
        "« essai-2 » est contenue dans « essai-1 »",
    ),
    Code.VOIES_CONTRAIRES: (
        REGLES,
        "regles",
        regle(
            "essai-1", "{niveau: 1}", "\n      - {role: repit, caractere: alternative, option: V}"
        )
        + regle(
            "essai-2",
            "{moment: nuit}",
            "\n      - {role: repit, caractere: alternative, option: W}",
        ),
        11,
        "voie « V » dans « essai-1 », « W » dans « essai-2 »",
    ),
    Code.JOIGNABLES_CONTRAIRES: (
        REGLES,
        "regles",
        regle(
            "essai-1",
            "{niveau: 1}",
            "\n      - {role: repit, caractere: eventuel, joignable: inconnu}",
        )
        + regle(
            "essai-2",
            "{moment: nuit}",
            "\n      - {role: repit, caractere: eventuel, joignable: non}",
        ),
        11,
        "joignable « inconnu » dans « essai-1 », « non » dans « essai-2 »",
    ),
    Code.FORCES_CONTRAIRES: (
        REGLES,
        "regles",
        regle("essai-1", "{niveau: 1}", "[{role: repit, caractere: eventuel}]")
        + regle("essai-2", "{niveau: 1}", "\n      - {role: repit, caractere: requis}"),
        10,
        "caractère « eventuel » dans « essai-1 », « requis » dans « essai-2 »",
    ),
    Code.CELLULES_CONCURRENTES: (
        REGLES,
        "cellules",
        regle("essai", "{lieu: ehpad, niveau: 2}", "[{role: repit, caractere: requis}]")
        + '    libelle: "Essai"\n',
        6,
        "« essai » et « domicile-2 »",
    ),
    Code.ROLE_INUTILISE: (
        REGLES,
        "roles",
        '  essai:\n    nom: "essai"\n    cherche: {had: region}\n',
        0,
        "« essai » n'est proposé par aucune règle",
    ),
    Code.ALERTE_INUTILISEE: (
        REGLES,
        "alertes",
        f'  ESSAI: {{sujet: "essai", texte: "Essai.", source: {SOURCE}}}\n',
        0,
        "« ESSAI » n'est levée dans aucune situation",
    ),
    Code.SERVICE_JAMAIS_PROPOSE: (
        ACTEURS,
        "structures",
        structure("type: usp, publics: [pediatrique], territoires: [ile-de-france]"),
        3,
        "« service-essai »",
    ),
    Code.SANS_ETAPE: (
        REGLES,
        "roles",
        '  essai:\n    nom: "essai"\n    cherche: {hdj: territoire}\n',
        0,
        "aucune étape de l'ordre d'appel ne le nomme",
    ),
    Code.ORDRES_CONCURRENTS: (
        REGLES,
        "ordres",
        f"  essai:\n    quand: {{moment: nuit, lieu: fam}}\n    source: {SOURCE}\n"
        "    etapes: [{ensuite: had}]\n",
        4,
        "« essai » et « domicile-hors-jour »",
    ),
    Code.GARANTIE_CRITERE: (
        REGLES,
        "garanties",
        garantie("ne_retire_rien: {critere: colonne, contacts: {}}"),
        3,
        "« colonne » ne va pas d'une valeur à l'autre",
    ),
    Code.GARANTIE_AU_MOINS_UN: (
        REGLES,
        "garanties",
        garantie("au_moins_un: {type: crt}", "{lieu: ehpad, age: 26-74-ans}"),
        0,
        "aucun contact (type crt)",
    ),
    Code.GARANTIE_AUCUN: (
        REGLES,
        "garanties",
        garantie("aucun: {type: dac}", "{moment: nuit}"),
        0,
        "proposé",
    ),
    Code.GARANTIE_TOUS: (
        REGLES,
        "garanties",
        garantie("tous: {groupe: [premier-recours, coordination, accompagnement]}"),
        0,
        "n'est pas : groupe",
    ),
    Code.GARANTIE_PREMIER: (
        REGLES,
        "garanties",
        garantie("premier: {type: proximite}"),
        0,
        "premier contact, n'est pas : type proximite",
    ),
    Code.GARANTIE_ALERTES: (
        REGLES,
        "garanties",
        garantie("alertes: [APPUI_NUIT_NON_DEPLOYE]"),
        0,
        "alerte APPUI_NUIT_NON_DEPLOYE absente",
    ),
    Code.GARANTIE_RETRAIT: (
        REGLES,
        "garanties",
        garantie("ne_retire_rien: {critere: maintien, contacts: {type: had}}"),
        0,
        "disparaît (maintien possible → impossible)",
    ),
    Code.GARANTIE_AFFAIBLISSEMENT: (
        REGLES,
        "garanties",
        garantie("n_affaiblit_rien: {critere: maintien, contacts: {type: emspt}}"),
        0,
        "n'est plus",
    ),
    Code.GARANTIE_AJOUT: (
        REGLES,
        "garanties",
        garantie("n_ajoute_rien: {critere: niveau, contacts: {type: had}}"),
        0,
        "apparaît (niveau 1 → 2)",
    ),
    Code.QUESTION_SANS_EFFET: (
        ACTEURS,
        "questions_ouvertes",
        '  - {id: essai, question: "Un essai ?", dit: "Rien.", retenu: "Rien.", date: "2026-03",\n'
        '     sources: ["contrat-paris-2026, § 5"], services: [eri-sp-pallidom, dac-est],\n'
        "     quand: {lieu: lieu-de-vie, territoire: sud}}\n",
        1,
        "« dac-est » : aucune réponse n'en dépend",
    ),
    Code.GARANTIE_SANS_OBJET: (
        REGLES,
        "garanties",
        garantie("aucun: {type: usp}", "{lieu: domicile, residence: paris}"),
        0,
        "ne porte sur aucune situation",
    ),
}

DOUBLES = {
    # What only shows once something else is declared too.
    Code.SANS_ETAPE: regle("essai", "{lieu: ehpad}", "[{role: essai, caractere: requis}]"),
}
