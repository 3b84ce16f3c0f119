"""State machines that find the addresses of posts, one for each route by web pages."""
