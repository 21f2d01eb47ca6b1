#compdef palliorient
# Complétion de palliorient pour zsh : commandes, options, valeurs, hôpitaux (touche Tab).
#
# L'essayer dans ce terminal :
#     eval "$(palliorient --completion zsh)"
# La garder : ajouter cette ligne à la fin de ~/.zshrc, après « compinit » s'il y est.
#
# Si quelque chose ne va pas, rien n'est proposé, et rien ne s'affiche ; avec
# PALLIORIENT_DEBUG=1, l'erreur se voit.

_palliorient() {
    local programme=${words[1]/#\~/$HOME} reponse genre texte dit
    local -a avant lignes
    avant=("${(@)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || avant=()
    if [[ -n ${PALLIORIENT_DEBUG-} ]]; then
        reponse=$("$programme" --completion zsh "${(@)avant}" "$PREFIX" </dev/null)
    else
        reponse=$("$programme" --completion zsh "${(@)avant}" "$PREFIX" </dev/null 2>/dev/null)
    fi
    genre=${reponse%%$'\n'*}
    case $genre in
        (fichiers|dossiers)
            # Après « --sortie= », seul ce qui suit est un chemin.
            compset -P '--*='
            if [[ $genre == fichiers ]]; then _files; else _files -/; fi
            ;;
        (proposer|choisir)
            [[ $reponse == *$'\n'* ]] || return 1
            while IFS=$'\t' read -r texte dit; do
                lignes+=("${texte//:/\\:}:$dit")
            done <<<"${reponse#*$'\n'}"
            _describe -V palliorient lignes -U
            # Rien n'est choisi d'office : la liste se montre, ce qui est tapé reste.
            [[ $genre == choisir ]] && compstate[insert]='' compstate[list]='list force'
            ;;
    esac
}

if [[ ${funcstack[1]-} == _palliorient ]]; then
    _palliorient "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _palliorient palliorient
fi
