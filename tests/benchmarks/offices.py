"""Offices that the corpora give to people, beside `roles.csv`: run ``python tests/benchmarks/offices.py``.

A title before a name ("Secretary of State Mike Pompeo") in a dated text says that the person held the office on that
day, unless "former", "then" or the like goes before. Each is looked up among the person's dated offices; those that do
not fit are listed, with how often and between which days. A text may be wrong, or speak of the past, without our table
being so: read the list, then decide.
"""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

import pandas as pd

import newsresearch as nr
from newsresearch import lexicons
from newsresearch.actors import load_actors
from newsresearch.matching import PhraseMatcher

SHARED = Path(os.environ.get("NEWSRESEARCH_SHARED", Path(__file__).parents[3] / "shared")) / "corpora"
TITLES = {
    r"secretary of state": ["Secretary of State"],
    r"(?:secretary of defen[sc]e|defen[sc]e secretary)": ["Secretary of Defense"],
    r"(?:treasury secretary|secretary of the treasury)": ["Secretary of the Treasury"],
    r"(?:white house )?press secretary": ["White House Press Secretary", "Pentagon Press Secretary"],
    r"(?:cia director|director of the cia)": ["CIA Director", "Director of Central Intelligence"],
    r"director of national intelligence": ["Director of National Intelligence"],
    r"national security advis[eo]r": ["National Security Adviser"],
    r"(?:ambassador to the (?:u\.?n\.?|united nations)|u\.?n\.? ambassador)": ["Ambassador to the UN"],
    r"ambassador to (?:south korea|seoul)": ["Ambassador to South Korea"],
    r"special (?:representative|envoy)(?: (?:for|on|to) [\w ]{5,30}?)?": [
        "Special Representative",
        "Special Envoy",
        "Special Presidential Envoy",
    ],
    r"deputy secretary of state": ["Deputy Secretary of State"],
    r"assistant secretary of state": ["Assistant Secretary of State"],
    r"chairman of the joint chiefs(?: of staff)?": ["Chairman of the Joint Chiefs of Staff"],
    r"vice president": ["Vice President"],
    r"president": ["President", "Acting President"],
    r"(?:senator|sen\.)": ["Senator"],
    r"(?:house speaker|speaker of the house|speaker)": ["Speaker of the House"],
    r"prime minister": ["Prime Minister"],
    r"premier": ["Premier", "Prime Minister"],
    r"first vice (?:foreign minister|minister of foreign affairs)": ["First Vice Foreign Minister"],
    r"vice (?:foreign minister|minister of foreign affairs)": ["Vice Foreign Minister", "First Vice Foreign Minister"],
    r"(?:foreign minister|minister of foreign affairs)": ["Foreign Minister"],
    r"(?:unification minister|minister of unification)": ["Unification Minister"],
    r"(?:defen[cs]e minister|minister of (?:national )?defen[cs]e)": ["Defence Minister", "Minister of Defence"],
    r"(?:chief )?cabinet secretary": ["Chief Cabinet Secretary"],
    r"secretary[- ]general": ["Secretary-General"],
    r"state councill?or": ["State Councillor", "Foreign Minister"],
}
TITLED = re.compile(
    rf"\b(?P<title>{'|'.join(sorted(TITLES, key=len, reverse=True))})[,:]?\s+(?:(?:Gen|Adm|Mr|Ms|Dr|Ret)\.\s+)*$", re.I
)
PAST = re.compile(r"\b(?:former|ex|then|late|acting|vice|deputy|assistant|first|next|future|ousted|old|under)\W+(?:\S+ ){0,2}$", re.I)  # fmt: skip  # noqa: E501 - one list
REACH = 70  # characters before a name in which its title stands


def titled(articles: pd.DataFrame) -> pd.DataFrame:
    """Return a row for every title before a person's name: ``actor_id``, ``title``, ``date``."""
    people = load_actors().query("kind == 'person'")
    forms = {
        form: a for a, cells in zip(people["actor_id"], people["aliases"], strict=True) for form in cells.split("|")
    }
    shorts = people.dropna(subset="short")
    short = [(form, a) for a, cell in zip(shorts["actor_id"], shorts["short"], strict=True) for form in cell.split("|")]
    owners: dict[str, set[str]] = {}
    for form, actor in (*forms.items(), *short):
        owners.setdefault(form, set()).add(actor)
    names = list(owners)
    matcher = PhraseMatcher(names)
    rows = []
    for text, date in zip(articles["text"], articles["published_date"], strict=True):
        seen: set[str] = set()
        for start, _, index in matcher.find(text):
            who = owners[names[index]]
            full = names[index] in forms
            if full:
                seen |= who
            who = who if full else who & seen  # a surname means whom the text has named in full
            before = TITLED.search(text[max(0, start - REACH) : start])
            if before and len(who) == 1 and not PAST.search(text[max(0, start - REACH) : start][: before.start()]):
                key = next(k for k in TITLES if re.fullmatch(k, before["title"], re.I))
                rows.append((next(iter(who)), key, before["title"].lower(), date))
    return pd.DataFrame(rows, columns=["actor_id", "key", "title", "date"])


def fits(row: pd.Series, roles: dict[str, pd.DataFrame]) -> bool:
    """Say whether the person held one of the title's offices on the day."""
    for role in roles[row["actor_id"]].itertuples():
        named = any(role.role == office or role.role.startswith(f"{office} ") for office in TITLES[row["key"]])
        if named and role.first <= row["date"] < role.last:
            return True
    return False


def main() -> None:
    """Print the share that fits for each corpus, and what does not fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", nargs="*", default=["news_nk", "whitehouse", "kcna"])
    options = parser.parse_args()
    table = lexicons.load("roles")
    table["first"] = pd.to_datetime(table["from"])
    table["last"] = pd.to_datetime(table["until"].fillna("2100-01-01"))
    roles = dict(list(table.groupby("actor_id")))
    for corpus in options.corpora:
        files = sorted(str(path) for path in (SHARED / corpus).glob("*.jsonl"))
        articles = nr.load_articles(files)
        articles = articles[articles["published_precision"].isin(["day", "minute"])]
        found = titled(articles)
        found["fits"] = [fits(row, roles) for _, row in found.iterrows()]
        people = found["actor_id"].nunique()
        print(f"{corpus}: {len(articles)} dated texts, {len(found)} titles before names of {people} people, "
              f"{found['fits'].mean():.1%} within a dated office")  # fmt: skip  # one sentence
        wrong = found[~found["fits"]].groupby(["actor_id", "title"])["date"].agg(["size", "min", "max"])
        print(wrong.sort_values("size", ascending=False).to_string(header=False), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
