"""The HTML of a post as a BeautifulSoup tree, and the first removals from it."""
