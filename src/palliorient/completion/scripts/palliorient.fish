# Complétion de palliorient pour fish : commandes, options, valeurs, hôpitaux (touche Tab).
#
# L'essayer dans ce terminal :
#     palliorient --completion fish | source
# La garder :
#     palliorient --completion fish > ~/.config/fish/completions/palliorient.fish
#
# Si quelque chose ne va pas, rien n'est proposé, et rien ne s'affiche ; avec
# PALLIORIENT_DEBUG=1, l'erreur se voit.

function __palliorient_propositions
    set -l mots (commandline -opc)
    set -l mot (commandline -ct)
    set -l programme (string replace -r '^~' "$HOME" -- $mots[1])
    set -e mots[1]
    set -l reponse
    if set -q PALLIORIENT_DEBUG
        set reponse ($programme --completion fish $mots "$mot" </dev/null)
    else
        set reponse ($programme --completion fish $mots "$mot" </dev/null 2>/dev/null)
    end
    switch "$reponse[1]"
        case fichiers dossiers
            # Après « --sortie= », seul ce qui suit est un chemin.
            set -l debut (string match -r -- '^--[^=]*=' "$mot")
            set -l chemin (string replace -- "$debut" '' "$mot")
            set -l chemins
            if test "$reponse[1]" = fichiers
                set chemins (__fish_complete_path "$chemin")
            else
                set chemins (__fish_complete_directories "$chemin")
            end
            for trouve in $chemins
                printf '%s\n' "$debut$trouve"
            end
        case proposer choisir
            set -e reponse[1]
            printf '%s\n' $reponse
    end
end

complete -c palliorient -f -k -a '(__palliorient_propositions)'
