"""Spiders: a blog is a declaration of some ten lines; `blog.BlogSpider` holds all crawl logic."""
