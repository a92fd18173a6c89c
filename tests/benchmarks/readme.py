"""Fill the README's figures and tables from the commands that make them, or check that they still come out.

python tests/benchmarks/readme.py            write them
python tests/benchmarks/readme.py --check    1 when a number in the README is no longer what its command prints
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import pandas as pd

import newsresearch as nr
from newsresearch.figures import save_figure

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGE = ROOT / "data" / "sample" / "20190228_hanoi_lead.txt"
FIGURE = ROOT / "data" / "figures"
EVALUATION = ROOT / "data" / "evaluation"  # `make check-evaluation` computes it again
SHOWN = ["tone", "share_hedged", "share_threaten", "share_demand", "share_conditional"]


def main() -> int:
    """Write or check the blocks; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    before = README.read_text(encoding="utf-8")
    blocks = {
        "page": page_table(),
        "gold": table(gold=True),
        "sets": table(gold=False),
    }
    after = before
    for name, block in blocks.items():
        after = fill(after, name, block)
    if options.check:
        same = alike(before, after)
        print("README: its numbers are what the commands print" if same else "README: run `make readme`")
        return int(not same)
    README.write_text(after, encoding="utf-8")
    news = nr.read_tables(ROOT / "data" / "measures" / "news_nk")
    figure = nr.plot_sides(nr.compare_sides(news, measures=SHOWN), title="DPRK beside the US in the news, 2012-2020")
    FIGURE.mkdir(exist_ok=True)
    for path in save_figure(figure, FIGURE, "sides"):
        if path.suffix != ".png":  # one form is enough for a README
            path.unlink()
    return 0


def alike(before: str, after: str) -> bool:
    """Say whether two texts differ by no more than a hundredth in some of their decimals, as processors do."""
    number = re.compile(r"\d+\.\d+")
    pairs = zip(number.findall(before), number.findall(after), strict=False)
    near = all(abs(float(one) - float(other)) < 0.015 for one, other in pairs)
    return near and number.sub("0", before) == number.sub("0", after)


def fill(text: str, name: str, block: str) -> str:
    """Put a block between its marks."""
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    return pattern.sub(lambda _: f"{marks[0]}\n\n{block}\n\n{marks[1]}", text)


def page_table() -> str:
    """Read one page of the sample as who said what about whom, and say how often such labels are right."""
    statements = nr.extract_tables(nr.load_articles(PAGE))["statements"]
    rows = ["| speaker | side | about | tone | act | hedged | words |", "|---|---|---|---|---|---|---|"]
    for row in statements.head(8).itertuples():
        target = row.target if isinstance(row.target, str) else ""
        words = row.text if len(row.text) <= 64 else row.text[:63].rsplit(" ", 1)[0] + " ..."
        tone = f"{row.tone:+d}" if row.tone else "0"
        rows.append(
            f"| {row.speaker} | {row.side} | {target} | {tone} | {row.act} | {'yes' if row.hedged else ''} | {words} |"
        )
    errors = pd.read_csv(EVALUATION / "errors.csv", dtype={"gold": "str", "found": "str"})
    counts = errors.groupby("measure")["n"].sum()
    right = (errors[errors["gold"] == errors["found"]].groupby("measure")["n"].sum() / counts).map("{:.0%}".format)
    rows.append(
        f"\nNot every label here is right. On coded sentences {right['act']} of the acts, {right['tone']} of the tones "
        f"and {right['target']} of the targets\nare: trust them over many statements, never for one."
    )
    return "\n".join(rows)


def table(*, gold: bool) -> str:
    """Show what ``make evaluation`` measured: the coded sentences, or the sets of others; wanting values are marked."""
    measured = pd.read_csv(EVALUATION / "metrics.csv")
    rows = ["| measure | ours | 95 % | n | baseline | goal |", "|---|---|---|---|---|---|"]
    for row in measured[(measured["set"] == "gold") == gold].itertuples():
        floor, goal = ("" if pd.isna(value) else f"{value:.2f}" for value in (row.baseline, row.must))
        short = " (not met)" if row.value < row.must else ""  # a value without a goal compares as False
        rows.append(
            f"| {row.metric} | {row.value:.2f} | {row.low:.2f}-{row.high:.2f} | {row.n} | {floor} | {goal}{short} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
