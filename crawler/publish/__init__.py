"""The Datasette plugin: `datasette datasets/NAME.db` shows a dataset with descriptions, queries and pages.

Datasette finds it by its entry point and takes the hooks from this module. The hooks are written for
Datasette 0.65. What they show (metadata, queries, cells …) does not depend on hooks, so that hooks for
another Datasette can be added beside them.
"""

from crawler.publish.datasette.hooks import (
    asgi_wrapper,
    canned_queries,
    extra_template_vars,
    get_metadata,
    handle_exception,
    prepare_connection,
    register_facet_classes,
    register_routes,
    render_cell,
    startup,
)

__all__ = [
    "asgi_wrapper",
    "canned_queries",
    "extra_template_vars",
    "get_metadata",
    "handle_exception",
    "prepare_connection",
    "register_facet_classes",
    "register_routes",
    "render_cell",
    "startup",
]
