"""newsresearch: who said what about whom, how warmly, how firmly, in news of DPRK-US relations.

The flow: ``read_pages`` -> ``load_articles`` -> ``thread_stories`` -> ``extract_tables`` -> a summary
(``compare_sides``, ``trace_timeline``, ``measure_hedging``, ``count_actors``) -> a figure (``plot_...``) ->
``build_report``. ``show_evidence`` leads from any number back to the sentences behind it.

Public names load on first use, so that importing the package costs next to nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
