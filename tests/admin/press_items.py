"""Press items to enter meetings from: in our own words, around the few that the collection quotes.

The file that PRESS_ITEM names takes the place of the first, so that the real item can be measured.
"""

import os
from pathlib import Path

_OURS = """\
A week of talks. Azerbaijani Foreign Minister Jeyhun Bayramov saw colleagues on the margins of the 77th \
UN General Assembly in New York, says the ministry.

Crisis Group. With International Crisis Group President and CEO Dr. Comfort Ero he spoke in New York \
about regional peace and stability, about peace negotiations and the rehabilitation and reconstruction \
work. Some reports, compiled by the group, came up as well.

North Macedonia. Bayramov and his North Macedonian counterpart Dimitar Kovacevski looked in New York at \
bilateral relations and the regional situation. Europe's energy security came next, then collaboration \
within the OSCE.

Poland. Bayramov and his Polish counterpart, the acting chairman of the OSCE Zbigniew Rau, dealt with \
work within the framework of the organization on the sidelines of the 77th UNGA session on September 22, \
and with regional and international security issues.

Serbia. Bayramov met his Serbian counterpart Nikola Selakovic in the same venue.
"Met FM of Serbia Nikola Selakovic: friendship and strategic partnership between Azerbaijan and Serbia, \
cooperation with international organizations, regional security," Bayramov wrote. 🇦🇿🇷🇸

Venezuela. Bayramov and his Venezuelan counterpart Carlos Rafael Faria Tortosa took up \
Azerbaijani-Venezuelan relations and Azerbaijan's chairmanship in the \
Non-Aligned Movement on the margins of the 77th UNGA session, and other multilateral platforms.

Bayramov also came to an official reception organized by US President Joe Biden in New York.
"""

#: The texts by the keys that the sources have in the collection.
TEXTS = {
    "azernews": Path(os.environ["PRESS_ITEM"]).read_text() if os.environ.get("PRESS_ITEM") else _OURS,
    "news-az": (
        "Azerbaijan's foreign minister saw the Prime Minister of North Macedonia, Dimitar Kovachevski, "
        "on September 22, the ministry says."
    ),
}
