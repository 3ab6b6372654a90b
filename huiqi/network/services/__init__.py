"""The verbs of the network. Each: one transaction, the row locked, one journal entry."""

from huiqi.network.services.windows import Opening, disclose, open_window, serve_region, set_time_limits, stop_serving

__all__ = [
    "Opening",
    "disclose",
    "open_window",
    "serve_region",
    "set_time_limits",
    "stop_serving",
]
