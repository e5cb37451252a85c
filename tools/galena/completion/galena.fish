# fish completion for galena: put this into ~/.config/fish/completions. The command says what it takes.
function __galena_complete
    set -l words (commandline -opc)
    set -l options
    set -l value
    for line in ($words[1] --complete-options $words[2] 2>/dev/null)
        set -l part (string split \t -- $line)
        if test "$part[1]" = "$words[-1]"; and test "$part[2]" != -
            set options
            set value (string split ' ' -- $part[2])
            break
        else if string match -q -- '-*' $part[1]
            set -a options $part[1]\t$part[3]
        else
            set -a value (string split ' ' -- $part[2])
        end
    end
    if string match -q -- '-*' (commandline -ct); and set -q options[1]
        printf "%s\n" $options
        return
    end
    string match -r -- '^[a-z]+$' $value
    contains FILE $value; and __fish_complete_path (commandline -ct)
    contains DIR $value; and __fish_complete_directories (commandline -ct)
end
complete -c galena -f -n __fish_use_subcommand -a '(galena --complete-commands)'
complete -c galena -f -n 'not __fish_use_subcommand' -a '(__galena_complete)'
