"""`blog2dataset`: one module for each command. `scrapy COMMAND` runs the same commands."""
