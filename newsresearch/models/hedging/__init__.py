"""Cues of hedging in their context, and what the trained models see of a sentence."""
