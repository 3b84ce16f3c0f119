"""The known services of embeds. To add a service, add a row.

The address of an item and the address of its player match the same row (docs/formats.md#other-embeds).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.text.dates import utc

_TID = "234567abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Provider:
    """Recognises the embeds of a service by their address."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    """Matches addresses of the item and of its player. The group ``id`` is the provider's id."""
    url: str
    """Format string of the address to open, with the groups of the pattern. "" keeps the address."""
    time: Callable[[str], str | None] | None = None
    """Computes the time of publication from the id, if the id contains it (docs/formats.md#other-embeds)."""


def _linkedin_time(number: str) -> str | None:
    return utc((int(number) >> 22) // 1000)


def _mastodon_time(number: str) -> str | None:
    # Only ids of Mastodon's length contain a time. Other software of the same network has other ids.
    return utc((int(number) >> 16) // 1000) if len(number) >= 17 else None  # noqa: PLR2004


def _bluesky_time(key: str) -> str | None:
    if len(key) != 13 or any(c not in _TID for c in key):  # noqa: PLR2004 (a TID's length)
        return None
    number = 0
    for character in key:
        number = number * 32 + _TID.index(character)
    return utc((number >> 10) // 1_000_000)


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(r"^(?:https?:)?//(?:www\.|m\.)?" + pattern, re.IGNORECASE)


PROVIDERS = (
    Provider(
        "youtube", "video",
        _p(r"(?:youtube(?:-nocookie)?\.com/(?:embed/(?!videoseries)|v/|shorts/|live/|watch\?(?:[^#]*&)?v=)|youtu\.be/)(?P<id>[\w-]{11})(?![\w-])"),
        "https://www.youtube.com/watch?v={id}",
    ),
    Provider("youtube", "video", _p(r"youtube(?:-nocookie)?\.com/(?:embed/videoseries|playlist)\?(?:[^#]*&)?list=(?P<id>[\w-]+)"),
             "https://www.youtube.com/playlist?list={id}"),
    Provider("vimeo", "video", _p(r"(?:player\.)?vimeo\.com/(?:video/|channels/\w+/)?(?P<id>\d+)"), "https://vimeo.com/{id}"),
    Provider("dailymotion", "video", _p(r"(?:geo\.)?(?:dailymotion\.com/(?:embed/)?(?:video/|player[\w./]*\?video=)|dai\.ly/)(?P<id>[A-Za-z0-9]+)"),
             "https://www.dailymotion.com/video/{id}"),
    Provider("instagram", "post", _p(r"instagram\.com/(?:[\w.]+/)?(?P<what>p|reel|tv)/(?P<id>[\w-]+)"), "https://www.instagram.com/{what}/{id}/"),
    Provider("facebook", "post", _p(r"(?:[\w-]+\.)?facebook\.com/(?:[^?#]+/(?:posts|videos|photos)/|(?:watch/?|video\.php)\?v=|permalink\.php\?)[^#]*?(?P<id>\d{6,}|pfbid\w+)"), ""),
    Provider("linkedin", "post", _p(r"linkedin\.com/(?:embed/)?feed/update/(?P<urn>urn:li:(?:share|ugcPost|activity):(?P<id>\d{15,20}))"),
             "https://www.linkedin.com/feed/update/{urn}", _linkedin_time),
    Provider("bluesky", "post", _p(r"bsky\.app/profile/(?P<did>[\w.:%-]+)/post/(?P<id>[a-z0-9]+)"),
             "https://bsky.app/profile/{did}/post/{id}", _bluesky_time),
    Provider("bluesky", "post", re.compile(r"^at://(?P<did>[\w.:%-]+)/app\.bsky\.feed\.post/(?P<id>[a-z0-9]+)"),
             "https://bsky.app/profile/{did}/post/{id}", _bluesky_time),
    Provider("bluesky", "post", _p(r"embed\.bsky\.app/embed/(?P<did>[\w.:%-]+)/app\.bsky\.feed\.post/(?P<id>[a-z0-9]+)"),
             "https://bsky.app/profile/{did}/post/{id}", _bluesky_time),
    Provider("threads", "post", _p(r"threads\.(?:net|com)/(?:@[\w.]+/post|t)/(?P<id>[\w-]+)"), ""),
    Provider("tiktok", "video", _p(r"tiktok\.com/(?:embed/(?:v\d/)?|@(?P<user>[\w.]+)/video/)(?P<id>\d{15,20})"), "", lambda n: utc(int(n) >> 32)),
    Provider("slideshare", "slides", _p(r"slideshare\.net/(?:slideshow/embed_code/(?:key/)?)(?P<id>\w+)"), ""),
    Provider("slideshare", "slides", _p(r"slideshare\.net/(?:mobile/)?(?P<id>[\w-]+/[\w-]+)"), ""),
    Provider("scribd", "document", _p(r"scribd\.com/(?:embeds|document|doc)/(?P<id>\d+)"), "https://www.scribd.com/document/{id}"),
    Provider("soundcloud", "audio", _p(r"api\.soundcloud\.com/(?:tracks|playlists)/(?P<id>\d+)"), ""),
    Provider("soundcloud", "audio", _p(r"(?:w\.|api\.)?soundcloud\.com/(?:player/?\?(?:[^#]*&)?url=[^&#]*(?:tracks|playlists)(?:/|%2F)(?P<id>\d+)|(?P<path>[\w-]+/[\w-]+))"), ""),
    Provider("spotify", "audio", _p(r"open\.spotify\.com/(?:embed/|embed-podcast/)?(?P<what>track|album|playlist|episode|show)/(?P<id>\w+)"),
             "https://open.spotify.com/{what}/{id}"),
    Provider("pinterest", "image", _p(r"(?:\w+\.)?pinterest\.[a-z.]+/(?:pin/|ext/embed\.html\?(?:[^#]*&)?id=)(?P<id>\d+)"), "https://www.pinterest.com/pin/{id}/"),
    Provider("reddit", "post", _p(r"(?:\w+\.)?(?:reddit|redditmedia)\.com/r/(?P<sub>\w+)/comments/(?P<id>\w+)"),
             "https://www.reddit.com/r/{sub}/comments/{id}/"),
    Provider("mastodon", "post", _p(r"(?P<host>[\w.-]+)/(?:users/|@)(?P<user>[\w.-]+)/(?:statuses/)?(?P<id>\d{15,20})(?:/embed)?/?$"),
             "https://{host}/@{user}/{id}", _mastodon_time),
)  # fmt: skip
