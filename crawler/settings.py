"""Settings that differ from Scrapy's defaults, each with its reason."""

from pathlib import Path

from crawler import __version__

# -- the parts of this project

BOT_NAME = "blog-to-dataset"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
TEMPLATES_DIR = str(Path(__file__).parent / "templates")  # `scrapy genspider` writes the spider of a blog
COMMANDS_MODULE = "crawler.commands"  # crawl (with a reliable exit status), coverage, history …
#: The API of blogs on WordPress.com. It is a setting so that tests can replace the server.
HOSTED_API = "https://public-api.wordpress.com"
#: Folder of datasets that are given by name.
DATASETS = "datasets"

# -- politeness

USER_AGENT = f"blog-to-dataset/{__version__}"  # honest: the name of this program, not of a browser
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "blog-to-dataset"  # the name that rules in robots.txt can use
CONCURRENT_REQUESTS = 1  # a blog is one small server, and responses are read in the order they are stored
DOWNLOAD_DELAY = 1.0  # seconds; AutoThrottle lengthens it for a slow server and never shortens it
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # 25 requests are too few to get down from Scrapy's 5 s
CRAWL_DELAY_MOST = 120  # seconds; if robots.txt asks for more, the crawl does not begin: a person decides
RETRY_AFTER_MOST = 120  # seconds; a request with a longer Retry-After waits for the next run
FAILURES_MOST = 10  # requests that fail in a row before the crawl stops; 595 that drip would take 30 hours
FAILURES_PAUSE = 60  # seconds after half of them; a server that restarts is back by then
DOWNLOAD_TIMEOUT = 60  # seconds; a slow API takes 10 for a page of 100 posts
DOWNLOAD_WARNSIZE = 0
COOKIES_ENABLED = False  # no session is needed, and the middleware would look up the public suffix list

# -- sizes, in bytes: a larger response is left out with a warning, so that a crawl needs less than 400 MB

LARGEST_PAGE = 5 * 2**20  # a page and its article take up to 35 times its size; pages over 2 MB are rare
LARGEST_JSON = 8 * 2**20  # a page of 100 long posts has 2 MB; as objects it may take 25 times its size
LARGEST_FEED = 8 * 2**20  # a feed of 500 whole posts has 5 MB, and takes up to 25 times its size
LARGEST_SITEMAP = 16 * 2**20  # 50,000 addresses, the most that a sitemap may name, have 5 to 10 MB
LARGEST_ROBOTS = 2**20  # crawlers need not read more than 500 KiB of it (RFC 9309, section 2.5)
DOWNLOAD_MAXSIZE = LARGEST_PAGE  # of other requests; each limit also counts after decompression

# -- what must not be requested

DOWNLOADER_MIDDLEWARES = {
    # Bodies must be decompressed before they are stored, and stored before redirects and retries see them.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 830,
    "crawler.network.guard.GuardMiddleware": 820,
    "crawler.network.sizes.SizeLimits": 815,
    "crawler.network.raw_store.RawStoreMiddleware": 810,
    # It replaces Scrapy's, which allows everything if robots.txt cannot be read.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.network.robots.RobotsMiddleware": 100,
    "crawler.network.breaker.CircuitBreaker": 560,  # sees every attempt before the retries do
    # It replaces Scrapy's, which retries without the pause that a busy server asks for.
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.network.retry.PatientRetry": 550,
}
TWISTED_DNS_RESOLVER = "crawler.network.guard.GuardedResolver"  # checks what is really connected to
HTTPPROXY_ENABLED = False  # a proxy resolves names itself, so the guard could not check the addresses
DOWNLOAD_HANDLERS = {
    # All crawls of a process share the resolver. These handlers tell it for which crawl it resolves a name.
    "http": "crawler.network.connections.GuardedHandler",
    "https": "crawler.network.connections.GuardedHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # a blog is read by HTTP only
}
METAREFRESH_ENABLED = False  # the API does not redirect by HTML
TELNETCONSOLE_ENABLED = False  # no unnecessary open port
REMOTE_CONTROL_ENABLED = False  # likewise, and it runs Python code received over HTTP

# -- order and storage

SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # pages in order: posts before their comments
CONCURRENT_ITEMS = 1  # one writer
ITEM_PIPELINES = {"crawler.crawling.pipeline.DatasetPipeline": 100}
EXTENSIONS = {
    "crawler.network.crawl_delay.CrawlDelay": 100,  # after AutoThrottle, because it lengthens its delay
    "crawler.network.traffic.Traffic": 100,
    "crawler.crawling.progress.Progress": 100,
    "crawler.crawling.stopping.PromptEnd": 100,
    "scrapy.extensions.logstats.LogStats": None,  # the progress bar shows it
}

# -- seeing it run

LOG_LEVEL = "WARNING"  # a terminal shows a progress bar and a summary; `-L DEBUG` shows a line per page
LOG_FORMATTER = "crawler.network.log.PageLog"
STATS_DUMP = False  # the summary and the table runs show it
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # likewise: a permanent failure is a warning in the dataset
