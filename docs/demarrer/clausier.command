#!/bin/sh
# macOS : ouvrir d'un double-clic. clausier est installé la première fois, puis la page s'ouvre dans le navigateur.
# Fermer cette fenêtre, ou « Quitter » sur la page, arrête tout.
PATH="$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin:$PATH"
export PATH
cd "$HOME" || exit 1
own="$HOME/.local/share/clausier/uv"

# uv, mis à part par pip : ce qu'il faut pour installer clausier quand il n'y a ni uv ni pipx.
apart() {
    command -v python3 >/dev/null 2>&1 && python3 -m venv "$own" && "$own/bin/python" -m pip install --quiet uv &&
        "$own/bin/uv" tool install clausier
}

if ! command -v clausier >/dev/null 2>&1; then
    echo "Installation de clausier, une seule fois…"
    if command -v uv >/dev/null 2>&1; then
        uv tool install clausier
    elif command -v pipx >/dev/null 2>&1; then
        pipx install clausier
    else
        apart
    fi
fi

if ! command -v clausier >/dev/null 2>&1; then
    echo "clausier n'a pas pu être installé. Il faut « uv », et une connexion pour cette fois :"
    echo "  avec Homebrew : brew install uv"
    echo "Puis ouvrir ce fichier de nouveau. Appuyer sur Entrée pour fermer."
    read -r _
    exit 1
fi
exec clausier ouvrir
