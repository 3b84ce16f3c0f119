"""`python -m crawler` is `blog2dataset`."""

from crawler.cli.main import blog2dataset

if __name__ == "__main__":
    blog2dataset()
