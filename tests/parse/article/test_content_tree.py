"""The tree of a post's HTML: who may use it, and how long it lives."""

import gc
import weakref

from crawler.parse.article.content_tree import ContentTree


def test_released_tree_is_freed_without_the_garbage_collector() -> None:
    content = ContentTree("<p>The mill <b>stopped</b> in May.</p>")
    root, _ = content.take()
    elements = [weakref.ref(element) for element in (root, *root.find_all())]
    gc.disable()
    try:
        content.release()
        del root
        assert [element() for element in elements] == [None] * len(elements)
    finally:
        gc.enable()


def test_tree_is_built_again_after_one_was_released() -> None:
    content = ContentTree("<p>The mill stopped.</p>")
    content.take()
    content.release()
    assert content.root.get_text() == "The mill stopped."
