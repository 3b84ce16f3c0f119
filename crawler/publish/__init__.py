"""The Datasette plugin: `datasette datasets/NAME.db` shows a dataset with all that explains it.

Datasette finds it by its entry point and takes the hooks from this module. They are written for Datasette
0.65; what they show (metadata, queries, cells …) knows nothing of hooks, so that those of another Datasette
can stand beside them.
"""

from crawler.publish.datasette.hooks import (
    asgi_wrapper,
    canned_queries,
    extra_css_urls,
    extra_template_vars,
    get_metadata,
    prepare_connection,
    register_facet_classes,
    register_routes,
    render_cell,
    startup,
)

__all__ = [
    "asgi_wrapper",
    "canned_queries",
    "extra_css_urls",
    "extra_template_vars",
    "get_metadata",
    "prepare_connection",
    "register_facet_classes",
    "register_routes",
    "render_cell",
    "startup",
]
