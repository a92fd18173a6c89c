"""The worth of each rule of hedging and the tables of errors, counted by hand on a gold set of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from sklearn.metrics import f1_score

from newsresearch.evaluation import load_gold
from newsresearch.evaluation.ablation import SPLITS, ablate_rules, hedge_rules, main, tally_categories, tally_voices
from newsresearch.models.hedging.cues import find_cues
from newsresearch.schema import UsageError

SENTENCES = [
    ("The talks may resume in May.", ["may"], "none", "NONE"),
    ("They left in May 2018.", [], "none", "NONE"),
    ("It weighs about 60 tons, cross my fingers.", ["about", "cross my fingers"], "none", "NONE"),
    ("They spoke about peace, and it seems cold.", [], "none", "NONE"),
    ("“It is likely to rain,” the White House said.", ["likely"], "direct", "US"),
    ("The White House said the fog could lift.", ["could"], "indirect", "US"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gold set of six sentences, the same in both halves."""
    text = "\n\n".join(row[0] for row in SENTENCES)
    document = {"doc": "d", "title": "", "date": "2018-05-01", "source": "Paper", "url": "", "text": text}
    rows = [
        {"doc": "d", "n": n, "text": text, "hedged": bool(cues), "cues": cues, "quote": quote, "side": side}
        for n, (text, cues, quote, side) in enumerate(SENTENCES)
    ]
    (tmp_path / "gold").mkdir()
    for prefix in ("", "train_"):
        (tmp_path / "gold" / f"{prefix}documents.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / "gold" / f"{prefix}sentences.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_gain_of_a_rule(folder: Path) -> None:
    """Without the rule of months two more words are cues, both falsely: F1 of cues falls from 8/10 to 8/12."""
    rules = ablate_rules(folder).set_index("rule")
    assert rules.loc["all rules", "cue_f1"] == pytest.approx(8 / 10)
    assert rules.loc["month", ["n_dropped", "n_wrongly"]].tolist() == [2, 0]
    assert rules.loc["month", "cue_f1"] == pytest.approx(8 / 12)
    assert rules.loc["month", "cue_gain"] == pytest.approx(8 / 10 - 8 / 12)
    assert rules.loc["number", "n_dropped"] == 1
    assert rules.loc["hopeful", ["n_dropped", "cue_gain"]].tolist() == [0, 0]


def test_sentences_by_scikit_learn(folder: Path) -> None:
    """The F1 of sentences is that of scikit-learn."""
    truth = [bool(cues) for _, cues, _, _ in SENTENCES]
    guess = [any(cue.kind == "hedge" for cue in find_cues(row[0])) for row in SENTENCES]
    assert ablate_rules(folder)["sentence_f1"][0] == pytest.approx(f1_score(truth, guess))


def test_every_rule_once(folder: Path) -> None:
    """Every rule that decides on a hedge has one row, and so have titles; the best stands on top."""
    rules = ablate_rules(folder)
    assert sorted(rules["rule"]) == sorted(["all rules", *hedge_rules()])
    assert rules["cue_gain"][1:].is_monotonic_decreasing


def test_categories(folder: Path) -> None:
    """Cues are counted by the lexicon's category, one without a row apart, and all together."""
    table = tally_categories(folder).set_index("category")
    counts = table[["n_gold", "n_found", "n_missed", "n_false"]]
    assert counts.loc["epistemic"].tolist() == [3, 3, 0, 0]
    assert counts.loc["approximator"].tolist() == [1, 1, 0, 0]
    assert counts.loc["plausibility shield"].tolist() == [0, 0, 0, 1]
    assert counts.loc["not in the lexicon"].tolist() == [1, 0, 1, 0]
    assert counts.loc["all"].tolist() == [5, 4, 1, 1]
    assert table.loc["all", ["precision", "recall", "f1"]].tolist() == pytest.approx([4 / 5, 4 / 5, 4 / 5])
    assert pd.isna(table.loc["plausibility shield", "recall"])


def test_voices(folder: Path) -> None:
    """Narration is the reporter's, a quoted sentence its side's; of indirect speech the gold set tells no voice."""
    table = tally_voices(folder).set_index("voice")
    assert table.loc["reporter", ["n_sentences", "n_gold", "n_found", "n_false"]].tolist() == [2, 3, 2, 1]
    assert table.loc["US", ["n_gold", "n_found", "n_voice", "voice_right"]].tolist() == [1, 1, 1, 1.0]
    assert table.loc["not coded", ["n_gold", "n_found", "n_voice"]].tolist() == [1, 1, 0]
    assert pd.isna(table.loc["not coded", "voice_right"])
    assert table.loc["all", "n_gold"] == 5


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints both halves and writes three tables of numbers, without a word of the sentences."""
    main(["--data", str(folder), "--out", str(folder / "out")])
    printed = capsys.readouterr().out
    for name, key in (("hedge_rules", "rule"), ("hedge_categories", "category"), ("hedge_voice", "voice")):
        table = pd.read_csv(folder / "out" / f"{name}.csv")
        assert name in printed
        assert not table.duplicated(["split", key]).any()
        assert set(table["split"]) == set(SPLITS)
        assert "fog" not in (folder / "out" / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("build", [ablate_rules, tally_categories, tally_voices])
def test_unknown_split(build, folder: Path) -> None:
    """An unknown half is refused in words."""
    with pytest.raises(UsageError) as caught:
        build(folder, split="test")
    assert str(caught.value) == (
        "split='test' cannot be used. Allowed: dev, train. To go on: pass one of these as split."
    )


@pytest.mark.parametrize("split", SPLITS)
def test_written_tables(root: Path, shared: Path, split: str) -> None:
    """The tables in data/evaluation are what the command gives today."""
    stored = pd.read_csv(root / "data" / "evaluation" / "hedge_categories.csv").query("split == @split")
    table = tally_categories(shared, split=split).round(4)
    pd.testing.assert_frame_equal(stored[table.columns].reset_index(drop=True), table, check_dtype=False)
    assert load_gold(shared, split)[1]["cues"].str.len().sum() == table["n_gold"].iloc[-1]
