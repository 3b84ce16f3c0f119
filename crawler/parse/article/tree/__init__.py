"""The post's HTML as a BeautifulSoup tree, and what is removed from it first."""
