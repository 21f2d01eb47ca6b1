# Complétion de palliorient pour bash : commandes, options, valeurs, hôpitaux (touche Tab).
#
# L'essayer dans ce terminal :
#     eval "$(palliorient --completion bash)"
# La garder : ajouter cette ligne à la fin de ~/.bashrc.
#
# Si quelque chose ne va pas, rien n'est proposé, et rien ne s'affiche ; avec
# PALLIORIENT_DEBUG=1, l'erreur se voit.

_palliorient() {
    local programme=${1/#\~/$HOME} ligne=${COMP_LINE:0:COMP_POINT} reponse genre texte
    COMPREPLY=()
    if [[ -n ${PALLIORIENT_DEBUG-} ]]; then
        reponse=$("$programme" --completion bash "$ligne" </dev/null)
    else
        reponse=$("$programme" --completion bash "$ligne" </dev/null 2>/dev/null)
    fi
    genre=${reponse%%$'\n'*}
    case $genre in
        fichiers)
            compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$2"))
            ;;
        dossiers)
            compopt -o dirnames 2>/dev/null || COMPREPLY=($(compgen -d -- "$2"))
            ;;
        proposer | choisir)
            [[ $reponse == *$'\n'* ]] || return 0
            compopt -o nosort 2>/dev/null
            while IFS=$'\t' read -r texte _; do
                # bash tient « = » pour une fin de mot : ce qui le précède est déjà écrit.
                [[ $texte == --*=* && $COMP_WORDBREAKS == *=* ]] && texte=${texte#*=}
                COMPREPLY+=("$texte")
            done <<<"${reponse#*$'\n'}"
            # Sans rien en commun, bash ne remplace pas ce qui est déjà tapé.
            [[ $genre == choisir ]] && COMPREPLY+=(" ")
            ;;
    esac
    return 0
}

complete -F _palliorient palliorient
