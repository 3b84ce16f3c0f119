"""What a page says about its post: title, dates, author, terms, address."""
