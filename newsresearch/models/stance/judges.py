"""What the package's model of target sentiment says of a statement: how warm it is toward its target."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsresearch.models import load_model
from newsresearch.models.stance.scenes import Scene
from newsresearch.models.stance.traits import NONE
from newsresearch.models.target.traits import target_traits

FLOOR = 0.02  # added to a probability before its logarithm, so that no sure answer drowns the rest
AT_ONCE = 1000  # rows of features held in memory together


def toward(scenes: Sequence[Scene], targets: Sequence[str], size: float = 0.5) -> np.ndarray:
    """Return how warm each statement is toward its target, by the model of target sentiment: rows x 6.

    Log-probabilities of negative, neutral and positive against even ones, times ``size`` (by cross-validation): in the
    first three columns toward the target's first mention in the content, or the nearest before it; in the last three,
    where the sentence does not name the target, toward the content as a whole, which that model mostly finds neutral,
    and so tells less. Zeros without a target.

    Examples
    --------
    >>> scene = Scene("US", "NONE", "own", (), (), (), text="We love China.", spans=((8, 13, "CHN"),))
    >>> toward([scene, scene], ["CHN", "DPRK"]).argmax(axis=1).tolist()
    [2, 4]
    """
    model = load_model("target/sentiment")
    n_classes = len(model.classes)
    out = np.zeros((len(scenes), 2 * n_classes))
    aimed = [i for i, (scene, target) in enumerate(zip(scenes, targets, strict=True)) if target != NONE and scene.text]
    for first in range(0, len(aimed), AT_ONCE):
        rows = aimed[first : first + AT_ONCE]
        spans = [scenes[row].nearest(targets[row]) for row in rows]
        traits = [
            target_traits(scenes[row].text, *(span or (scenes[row].start, len(scenes[row].text))))
            for row, span in zip(rows, spans, strict=True)
        ]
        answers = size * np.log((model.predict_proba(traits) + FLOOR) * n_classes)
        implied = np.array([span is None for span in spans])[:, None]
        out[rows] = np.hstack([answers * ~implied, answers * implied])
    return out
