"""`blog2dataset`: one module for each command. Most are also commands of `scrapy`."""
