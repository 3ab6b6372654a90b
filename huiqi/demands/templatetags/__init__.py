"""Tags of the pages of demands."""
