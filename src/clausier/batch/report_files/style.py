"""The looks of synthese.html: on a screen, in the dark, and on paper without background colours."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --texte: #1b2430; --fond: #fff; --doux: #55606e; --trait: #c3ccd8;
  --accent: #1f3a5f; --barre: #3f6ea5; --teinte: #eef2f7; --alarme: #8a1c14; }
@media (prefers-color-scheme: dark) { :root { --texte: #e6ebf1; --fond: #14181e; --doux: #a9b4c2;
  --trait: #3a4451; --accent: #a9c6ea; --barre: #7fa8d8; --teinte: #1f2630; --alarme: #ffb0a8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 66rem; padding: 1.5rem 1rem 3rem; background: var(--fond); color: var(--texte);
  font: 1rem/1.45 system-ui, "Segoe UI", Arial, sans-serif; }
h1 { font-size: 1.7rem; margin: .2rem 0; color: var(--accent); }
h2 { font-size: 1.2rem; margin: 2rem 0 .3rem; color: var(--accent); }
.interne { margin: 0; font-weight: bold; color: var(--alarme); }
.alarme { border: 2px solid var(--alarme); color: var(--alarme); padding: .4rem .7rem; font-weight: bold; }
.note, footer { color: var(--doux); font-size: .9rem; margin: 0 0 .5rem; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--trait); padding-top: .5rem; }
.cache { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
.chiffres { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .6rem; margin: 1rem 0 0; }
.chiffres div { background: var(--teinte); border: 1px solid var(--trait); border-radius: .4rem; padding: .5rem .7rem; }
.chiffres dt { font-size: .85rem; color: var(--doux); }
.chiffres dd { margin: 0; font-size: 1.5rem; font-weight: bold; font-variant-numeric: tabular-nums; }
.tableau { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--trait); text-align: left; vertical-align: top; }
thead th { color: var(--doux); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: normal; overflow-wrap: anywhere; }
td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.barres thead th:not(:first-child) { text-align: right; }
td.barre { width: 34%; vertical-align: middle; }
td.barre span:not([style="width:0%"]) { border: 1px solid var(--barre); }
td.barre span { display: block; height: .8rem; background: var(--barre); }
ul { margin: 0; padding-left: 1.1rem; }
@media screen and (max-width: 40em) {
  th, td { padding: .25rem .3rem; } tbody th { overflow-wrap: break-word; } .barres tbody th { min-width: 9.5rem; }
  td.barre { width: 14%; min-width: 2.5rem; }
}
@page { size: A4; margin: 14mm; }
@media print {
  :root { --texte: #000; --fond: #fff; --doux: #333; --trait: #999; --accent: #000; --barre: #555; --teinte: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  tr, .chiffres { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; }
  td.barre { width: 24%; }
  td.barre span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .tableau { overflow: visible; }
}
"""
