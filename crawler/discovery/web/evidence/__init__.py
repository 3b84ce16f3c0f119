"""What the routes and the pages of a site say about an address: post, other page, or wall."""
