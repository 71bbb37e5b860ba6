"""Whether a sentence after a full stop opens a paragraph (款) or goes on in the one before it.

Needed only where a hard-wrapped line ends exactly at the page's width with a full stop.
"""

from __future__ import annotations

import re

_GOES_ON = re.compile(
    r"(?:但|具体|必要时|必须|如|确|其|选举|不|接|收|未|调|需|19|20|逾期|情节|经|对[^在有]|上述|同时|因此|对于|其中|当事|有关|法律)"
)


def starts_paragraph(following: str) -> bool:
    """True where a sentence with this beginning more often opens a paragraph of legislation than goes on.

    >>> starts_paragraph("前款规定的措施由主管部门监督。"), starts_paragraph("但是，节假日除外。")
    (True, False)
    """
    return not _GOES_ON.match(following)
