"""Offices that one person holds at a time: nobody too many, and nobody missing whom we do not know of."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from newsresearch import lexicons

SLACK = {"day": 1, "month": 31, "year": 366}  # days by which two rows may lie over each other
LONGEST = 60  # days between two holders: a handover, with deputies in charge
OFFICES = [
    ("President", "US"), ("Vice President", "US"), ("Secretary of State", "US"), ("Deputy Secretary of State", "US"),
    ("Secretary of Defense", "US"), ("National Security Adviser", "US"), ("Ambassador to the UN", "US"),
    ("Ambassador to South Korea", "US"), ("Chairman of the Joint Chiefs of Staff", "US"), ("CIA Director", "US"),
    ("Director of National Intelligence", "US"), ("Commander of US Forces Korea", "US"),
    ("White House Press Secretary", "US"), ("Special Representative for North Korea Policy", "US"),
    ("Premier", "DPRK"), ("Foreign Minister", "DPRK"), ("Minister of the People's Armed Forces", "DPRK"),
    ("Ambassador to the UN", "DPRK"), ("Director of the United Front Department", "DPRK"),
    ("President", "ROK"), ("Acting President", "ROK"), ("Prime Minister", "ROK"), ("Foreign Minister", "ROK"),
    ("Unification Minister", "ROK"), ("Defence Minister", "ROK"), ("National Security Adviser", "ROK"),
    ("Director of the National Intelligence Service", "ROK"),
    ("Special Representative for Korean Peninsula Peace and Security Affairs", "ROK"),
    ("President", "CHN"), ("Premier", "CHN"), ("Foreign Minister", "CHN"),
    ("Special Representative for Korean Peninsula Affairs", "CHN"),
    ("Prime Minister", "JPN"), ("Foreign Minister", "JPN"), ("Defence Minister", "JPN"),
    ("Chief Cabinet Secretary", "JPN"),
    ("President", "RUS"), ("Prime Minister", "RUS"), ("Foreign Minister", "RUS"), ("Defence Minister", "RUS"),
    ("Secretary-General", "UN"), ("Director General of the IAEA", "OTHER"),
]  # fmt: skip  # by side
ACTING_APART = {"ROK": "a president whose powers are suspended stays in office beside the acting one"}
# The last day of the holder before, and who came between: no row, because they carried little news of the question.
GAPS = {
    ("President", "US", "1981-01-20"): "Ronald Reagan, before the time of the tables",
    ("President", "ROK", "2017-03-10"): "Hwang Kyo-ahn, acting, who has a row of his own",
    ("President", "ROK", "2025-04-04"): "Han Duck-soo, Choi Sang-mok and Lee Ju-ho, acting",
    ("Acting President", "ROK", "2017-05-10"): "no acting president",
    ("Acting President", "ROK", "2024-12-27"): "Choi Sang-mok, until 2025-03-24",
    ("Secretary of Defense", "US", "2020-11-09"): "Christopher Miller, acting",
    ("Deputy Secretary of State", "US", "2005-02-22"): "Robert Zoellick, John Negroponte, James Steinberg",
    ("Deputy Secretary of State", "US", "2014-11-01"): "Wendy Sherman, acting",
    ("Deputy Secretary of State", "US", "2017-01-20"): "John Sullivan",
    ("Deputy Secretary of State", "US", "2021-01-20"): "vacant",
    ("Deputy Secretary of State", "US", "2023-07-28"): "Victoria Nuland, acting",
    ("Ambassador to the UN", "US", "1998-08-18"): "Richard Holbrooke, John Negroponte, John Danforth",
    ("Ambassador to the UN", "US", "2007-01-01"): "Alejandro Wolff, chargé",
    ("Ambassador to the UN", "US", "2019-01-01"): "Jonathan Cohen, acting",
    ("Ambassador to the UN", "US", "2025-01-20"): "Dorothy Shea, acting",
    ("Ambassador to South Korea", "US", "1993-02-01"): "chargé d'affaires",
    ("Ambassador to South Korea", "US", "1997-02-01"): "chargé d'affaires",
    ("Ambassador to South Korea", "US", "2001-02-01"): "Thomas Hubbard",
    ("Ambassador to South Korea", "US", "2005-04-01"): "chargé d'affaires",
    ("Ambassador to South Korea", "US", "2017-01-20"): "Marc Knapper, chargé",
    ("Ambassador to South Korea", "US", "2021-01-20"): "Robert Rapson and Christopher Del Corso, chargés",
    ("CIA Director", "US", "2011-07-01"): "Michael Morell, acting, and David Petraeus",
    ("Director of National Intelligence", "US", "2019-08-15"): "Joseph Maguire and Richard Grenell, acting; Ratcliffe",
    ("White House Press Secretary", "US", "2019-07-01"): "Stephanie Grisham, Kayleigh McEnany",
    ("Special Representative for North Korea Policy", "US", "2018-03-01"): "Stephen Biegun, under another title",
    ("Premier", "DPRK", "2007-04-11"): "Kim Yong Il",
    ("Foreign Minister", "DPRK", "2007-01-01"): "vacant after a death",
    ("Minister of the People's Armed Forces", "DPRK", "2012-04-01"): "Kim Jong Gak, Kim Kyok Sik, Jang Jong Nam",
    ("Minister of the People's Armed Forces", "DPRK", "2015-05-01"): "nobody named",
    ("Ambassador to the UN", "DPRK", "1996-01-01"): "Kim Hyong U, Li Hyong Chol",
    ("Director of the United Front Department", "DPRK", "2019-04-10"): "Jang Kum Chol",
    ("Prime Minister", "ROK", "2009-09-01"): "Chung Un-chan, Kim Hwang-sik, Chung Hong-won, Lee Wan-koo",
    ("Prime Minister", "ROK", "2020-01-14"): "Chung Sye-kyun, Kim Boo-kyum",
    ("Foreign Minister", "ROK", "1998-03-01"): "Park Chung-soo",
    ("Defence Minister", "ROK", "2024-12-05"): "Kim Seon-ho, acting",
    ("Director of the National Intelligence Service", "ROK", "2001-03-26"): "Shin Kuhn, Ko Young-koo, Kim Seung-kyu, "
    "Kim Man-bok, Kim Sung-ho",
    ("Director of the National Intelligence Service", "ROK", "2014-05-01"): "Lee Byung-kee",
    ("Director of the National Intelligence Service", "ROK", "2023-11-01"): "Hong Jang-won, acting",
    ("Special Representative for Korean Peninsula Peace and Security Affairs", "ROK", "2008-04-01"): "Kim Sook",
    ("Special Representative for Korean Peninsula Peace and Security Affairs", "ROK", "2013-05-01"): "Cho Tae-yong, "
    "Hwang Joon-kook, Kim Hong-kyun",
    ("Special Representative for Korean Peninsula Affairs", "CHN", "2019-05-01"): "Luo Zhaohui, as vice minister",
    ("Foreign Minister", "JPN", "2011-03-07"): "Takeaki Matsumoto",
    ("Defence Minister", "JPN", "2009-09-16"): "Kitazawa, Ichikawa, Tanaka, Morimoto",
    ("Defence Minister", "JPN", "2014-09-03"): "Akinori Eto",
    ("Chief Cabinet Secretary", "JPN", "2004-05-07"): "Hiroyuki Hosoda",
    ("Chief Cabinet Secretary", "JPN", "2006-09-26"): "those of four cabinets of 2006 to 2012",
    ("Prime Minister", "RUS", "1999-05-12"): "Sergei Stepashin",
    ("Prime Minister", "RUS", "2000-05-07"): "Mikhail Kasyanov, Mikhail Fradkov, Viktor Zubkov",
    ("Director General of the IAEA", "OTHER", "2019-07-18"): "Cornel Feruta, acting",
}


def holders(office: str, side: str) -> pd.DataFrame:
    """The rows of an office in order of their first day, acting holders among them."""
    roles = lexicons.load("roles")
    kept = roles["role"] if side in ACTING_APART else roles["role"].str.removeprefix("Acting ")
    rows = roles[(kept == office) & (roles["side"] == side)].sort_values("from", ignore_index=True)
    return rows.assign(first=pd.to_datetime(rows["from"]), last=pd.to_datetime(rows["until"].fillna("2100-01-01")))


def successions(office: str, side: str) -> list[tuple[pd.Series, pd.Series, int]]:
    """Each holder with the next one, and the days between them, negative where they lie over each other."""
    rows = [row for _, row in holders(office, side).iterrows()]
    return [(a, b, (b["first"] - a["last"]).days) for a, b in pairwise(rows)]


@pytest.mark.parametrize(("office", "side"), OFFICES)
def test_nobody_is_one_too_many(office: str, side: str):
    """No two people hold the office over more days than their dates are coarse."""
    assert len(holders(office, side)) >= 2
    over = [
        (a["actor_id"], b["actor_id"], -days)
        for a, b, days in successions(office, side)
        if -days > max(SLACK[a["precision"]], SLACK[b["precision"]])
    ]
    assert over == []


@pytest.mark.parametrize(("office", "side"), OFFICES)
def test_nobody_is_missing_whom_we_do_not_know_of(office: str, side: str):
    """Between two holders lie two months at most, or somebody whom the list of gaps names."""
    missing = [
        (a["actor_id"], a["until"], b["actor_id"], b["from"])
        for a, b, days in successions(office, side)
        if days > LONGEST and (office, side, a["until"]) not in GAPS
    ]
    assert missing == []


def test_every_gap_is_one():
    """The list of gaps holds none that has been filled."""
    open_gaps = {(o, s, a["until"]) for o, s in OFFICES for a, _, days in successions(o, s) if days > LONGEST}
    assert set(GAPS) - open_gaps == set()
