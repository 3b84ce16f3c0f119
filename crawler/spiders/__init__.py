"""Spiders: each blog is a declaration of about ten lines, and `blog.BlogSpider` has all crawl logic."""
