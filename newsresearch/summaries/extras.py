"""Packages that a summary needs and that come with an extra: imported at the call, asked for in one sentence."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from newsresearch.schema import UsageError


def need_extra(module: str, extra: str, call: str) -> ModuleType:
    """Return a module of an optional package, or say how to get it.

    Examples
    --------
    >>> need_extra("json", "shifts", "trace_timeline").__name__
    'json'
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise UsageError(
            f"{call} needs {package}, which is not installed; run: pip install 'newsresearch[{extra}]'"
        ) from error
