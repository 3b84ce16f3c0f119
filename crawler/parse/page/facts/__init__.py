"""The metadata of a page's post: title, dates, author, terms, address."""
