"""`python -m crawler` is `blog2dataset`."""

from crawler.cli.main import main

if __name__ == "__main__":
    main()
