"""The decisions of demands: when a promise is due, and when a file may be closed."""
