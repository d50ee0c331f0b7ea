//! The scripts that ask the program for completions, one a shell. They hold no names, so they never grow old.

use crate::cli::complete::candidate::Candidate;

/// A shell that completes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    /// GNU Bash.
    Bash,
    /// The Z shell.
    Zsh,
    /// The friendly interactive shell.
    Fish,
    /// PowerShell, on any system.
    #[value(name = "powershell", alias = "pwsh")]
    PowerShell,
}

impl Shell {
    /// The script to be sourced, or put where the shell looks for it.
    #[must_use]
    pub fn script(self) -> &'static str {
        match self {
            Self::Bash => BASH,
            Self::Zsh => ZSH,
            Self::Fish => FISH,
            Self::PowerShell => POWERSHELL,
        }
    }

    /// A candidate as this shell's script reads it, on a line of its own.
    #[must_use]
    pub fn line(self, candidate: &Candidate) -> String {
        match self {
            Self::Bash => candidate.word.clone(),
            // `_describe` splits at the first colon.
            Self::Zsh => format!("{}:{}", candidate.word.replace('\\', "\\\\").replace(':', "\\:"), candidate.about),
            Self::Fish | Self::PowerShell => format!("{}\t{}", candidate.word, candidate.about),
        }
    }
}

const BASH: &str = r#"# Completions of journal for bash. Put into ~/.bashrc: source <(journal completions bash)
_journal() {
    local answer candidate current program quoted
    COMPREPLY=()
    program=${COMP_WORDS[0]}
    type "$program" >/dev/null 2>&1 || program=journal
    current=${COMP_WORDS[COMP_CWORD]}
    # The program says with its status whether files may be meant.
    if ! answer=$("$program" complete bash "$COMP_CWORD" -- "${COMP_WORDS[@]}" 2>/dev/null); then
        compopt +o default 2>/dev/null
        return 0
    fi
    while IFS= read -r candidate; do
        [[ -n $candidate ]] || continue
        # Bash takes a word apart at = and :, and completes its last part.
        if [[ $candidate == --*=* && $current != --*=* ]]; then candidate=${candidate#*=}; fi
        if [[ $current == [\"\']* ]]; then
            COMPREPLY+=("$candidate")
        else
            # No command in $(): three hundred of those would be felt.
            printf -v quoted '%q' "$candidate"
            COMPREPLY+=("$quoted")
        fi
    done <<<"$answer"
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -o default -F _journal journal
"#;

const ZSH: &str = r#"#compdef journal
# Completions of journal for zsh. Put into ~/.zshrc: source <(journal completions zsh)
_journal() {
    local answer
    local -a candidates
    answer=$(command journal complete zsh $((CURRENT - 1)) -- "${words[@]}" 2>/dev/null) || return 1
    if [[ -z $answer ]]; then
        _files
        return
    fi
    candidates=("${(@f)answer}")
    _describe -V 'journal' candidates -U
}
if [ "$funcstack[1]" = "_journal" ]; then
    _journal "$@"
elif (( $+functions[compdef] )); then
    compdef _journal journal
fi
"#;

const FISH: &str = r#"# Completions of journal for fish. Save as ~/.config/fish/completions/journal.fish
function __journal_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (command journal complete fish (count $before) -- $before "$current" 2>/dev/null)
    or return
    if test (count $answer) -eq 0
        __fish_complete_path "$current"
    else
        printf '%s\n' $answer
    end
end
complete -c journal -f -k -a '(__journal_complete)'
"#;

const POWERSHELL: &str = r#"# Completions of journal for PowerShell. Put into $PROFILE: journal completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName journal -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | ForEach-Object { $_.Extent.Text })
    # An empty last word is told by the index alone: older versions do not hand it on.
    $index = if ($wordToComplete -eq '') { $words.Count } else { $words.Count - 1 }
    & journal complete powershell $index '--' @words 2>$null | ForEach-Object {
        $word, $about = $_ -split "`t", 2
        if (-not $about) { $about = $word }
        $quoted = if ($word -match '[^\w./:=@-]') { "'" + $word.Replace("'", "''") + "'" } else { $word }
        [System.Management.Automation.CompletionResult]::new($quoted, $word, 'ParameterValue', $about)
    }
}
"#;
