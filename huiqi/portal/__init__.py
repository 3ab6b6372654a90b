"""Portal 门户: the pages that compose several subjects: home, search results, my desk."""
