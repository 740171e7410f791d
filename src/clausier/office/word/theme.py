"""The theme part: Word wants one; what is seen comes from the styles."""

from __future__ import annotations

from clausier.office.word.styles import ACCENT, GREY, RULE, SANS, SERIF, TINT

COLORS = {
    **{"dk1": "000000", "lt1": "FFFFFF", "dk2": ACCENT, "lt2": TINT, "accent1": ACCENT, "accent2": GREY},
    **{"accent3": RULE, "accent4": TINT, "accent5": GREY, "accent6": RULE, "hlink": ACCENT, "folHlink": GREY},
}
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part() -> bytes:
    colors = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in COLORS.items())
    lines = "".join(f'<a:ln w="{width}">{FILL}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="clausier"><a:themeElements>'
        f'<a:clrScheme name="clausier">{colors}</a:clrScheme>'
        f'<a:fontScheme name="clausier">{_font("major", SANS)}{_font("minor", SERIF)}</a:fontScheme>'
        f'<a:fmtScheme name="clausier"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()


def _font(rank: str, name: str) -> str:
    return f'<a:{rank}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{rank}Font>'
