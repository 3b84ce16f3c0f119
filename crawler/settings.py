"""What differs from Scrapy's defaults, each with its reason."""

from pathlib import Path

from crawler import __version__

# -- what this project is made of

BOT_NAME = "blog-to-dataset"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
TEMPLATES_DIR = str(Path(__file__).parent / "templates")  # `scrapy genspider` writes a blog's ten lines
COMMANDS_MODULE = "crawler.commands"  # crawl (with an exit status to rely on), coverage, history …
#: The API of blogs that WordPress.com hosts. A setting, so that a stand-in can serve it.
HOSTED_API = "https://public-api.wordpress.com"
#: Where datasets go that are named by a bare name.
DATASETS = "datasets"

# -- politeness

USER_AGENT = f"blog-to-dataset/{__version__}"  # honest: what this is, and no browser
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "blog-to-dataset"  # the name that a blog's robots.txt would address
CONCURRENT_REQUESTS = 1  # one blog is one small server; and answers are read in the order they are kept
DOWNLOAD_DELAY = 1.0  # seconds; AutoThrottle lengthens it for a slow server, never shortens it
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # 25 requests are too few to come down from Scrapy's 5 s
RETRY_AFTER_MOST = 120  # seconds; what asks for a longer pause is left alone until the next run
DOWNLOAD_TIMEOUT = 60  # seconds; a slow API takes 10 for a page of 100 posts
DOWNLOAD_MAXSIZE = 64 * 2**20  # bytes, unpacked too; a page of 100 long posts has 2 MB
DOWNLOAD_WARNSIZE = 0
COOKIES_ENABLED = False  # no session is wanted; and the middleware looks up the public suffix list

# -- what must not be asked for

DOWNLOADER_MIDDLEWARES = {
    # Bodies have to be unpacked before they are kept, and kept before redirects and retries act on them.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 830,
    "crawler.network.guard.GuardMiddleware": 820,
    "crawler.network.raw_store.RawStoreMiddleware": 810,
    # In the place of Scrapy's, which comes back without the pause that a busy server asks for.
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.network.retry.PatientRetry": 550,
}
TWISTED_DNS_RESOLVER = "crawler.network.guard.GuardedResolver"  # checks what is really connected to
HTTPPROXY_ENABLED = False  # a proxy looks names up by itself, where no guard of ours can see it
DOWNLOAD_HANDLERS = {
    # The resolver is the process's: by these it knows for which crawl a name is looked up.
    "http": "crawler.network.connections.GuardedHandler",
    "https": "crawler.network.connections.GuardedHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # a blog is read by HTTP only
}
METAREFRESH_ENABLED = False  # the API does not redirect by HTML
TELNETCONSOLE_ENABLED = False  # no open port without need
REMOTE_CONTROL_ENABLED = False  # likewise; and it runs Python that comes over HTTP

# -- order and storage

SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # pages in order: posts before their comments
CONCURRENT_ITEMS = 1  # one writer
ITEM_PIPELINES = {"crawler.crawling.pipeline.DatasetPipeline": 100}
EXTENSIONS = {
    "crawler.network.crawl_delay.CrawlDelay": 100,  # after AutoThrottle, whose delay it may lengthen
    "crawler.network.traffic.Traffic": 100,
    "crawler.crawling.progress.Progress": 100,
    "scrapy.extensions.logstats.LogStats": None,  # the progress bar tells it
}

# -- seeing it run

LOG_LEVEL = "WARNING"  # a terminal shows a progress bar and a summary; `-L DEBUG` a line a page
LOG_FORMATTER = "crawler.network.log.PageLog"
STATS_DUMP = False  # the summary and table runs tell it
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # likewise: what failed for good is a warning of the dataset
