"""The BrandNewsBlog."""

from crawler.spiders.blog import BlogSpider


class BrandNewsSpider(BlogSpider):
    """brandnewsblog.com: brands, communication and media, in French, 2013 to 2020."""

    name = "brandnews"
    url = "https://brandnewsblog.com/"
    language = "fr-FR"
