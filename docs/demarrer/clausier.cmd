@echo off
rem Windows : ouvrir d'un double-clic. clausier est installe la premiere fois, puis la page s'ouvre dans le navigateur.
rem Fermer cette fenetre, ou "Quitter" sur la page, arrete tout.
setlocal
rem clausier.exe, et non clausier : ce fichier porte le meme nom.
chcp 65001 >nul
set "PATH=%USERPROFILE%\.local\bin;%LOCALAPPDATA%\Microsoft\WinGet\Links;%PATH%"
cd /d "%USERPROFILE%"

where clausier.exe >nul 2>nul && goto ouvrir
echo Installation de clausier, une seule fois...
where uv >nul 2>nul && goto avec_uv
where pipx >nul 2>nul && goto avec_pipx
where winget >nul 2>nul || goto echec
winget install --id astral-sh.uv --exact --accept-source-agreements --accept-package-agreements
where uv >nul 2>nul || goto echec

:avec_uv
uv tool install clausier
goto verifier

:avec_pipx
pipx install clausier

:verifier
where clausier.exe >nul 2>nul || goto echec

:ouvrir
clausier.exe ouvrir
if errorlevel 1 pause
exit /b

:echec
echo clausier n'a pas pu être installé. Il faut « uv », et une connexion pour cette fois :
echo   winget install astral-sh.uv
echo Puis ouvrir ce fichier de nouveau.
pause
exit /b 1
