"""Charts as SVG, without scripts or a library: values in, markup out. All text is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

#: Width of the drawing in SVG units. The page scales it to the width of its column.
WIDTH = 640
_LEFT, _BOTTOM, _TOP = 36, 22, 8
#: Width of the names before horizontal bars, and number of characters that fit even in the font of a phone.
_NAMES, _LONGEST = 260, 28


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One value of a chart."""

    label: str
    value: float
    link: str
    """Address of its link."""
    tick: str | None = None
    """Its label on the axis, if it has one."""


def columns(bars: Sequence[Bar], unit: str, height: int = 170) -> Markup:
    """Vertical bars along time. ``unit`` is the counted noun in the plural."""
    top = _step(max((bar.value for bar in bars), default=0))
    width, floor = (WIDTH - _LEFT) / max(1, len(bars)), height - _BOTTOM

    def drawn(place: int, bar: Bar) -> Markup:
        x, tall = _LEFT + place * width, bar.value / top * (floor - _TOP)
        return Markup(
            '<a href="{link}" aria-label="{name}"><title>{name}</title>'
            '<rect class="hit" x="{x}" y="{top}" width="{w}" height="{all}"/>'
            '<rect x="{inner}" y="{y}" width="{thin}" height="{tall}"/></a>{tick}'
        ).format(
            link=bar.link, name=f"{bar.label}: {bar.value:g} {unit}", x=_at(x), top=_TOP, w=_at(width),
            all=floor - _TOP, inner=_at(x + width * 0.12), y=_at(floor - tall), thin=_at(width * 0.76),
            tall=_at(tall), tick=_tick(x + width / 2, height, bar.tick),
        )  # fmt: skip

    inside = Markup("").join(drawn(place, bar) for place, bar in enumerate(bars))
    return _svg(height, _scale(top, floor) + inside)


def rows(bars: Sequence[Bar], unit: str) -> Markup:
    """Horizontal bars, each with its name before and its value after it."""
    most, line, names = max((bar.value for bar in bars), default=1) or 1, 26, _NAMES

    def drawn(place: int, bar: Bar) -> Markup:
        y, long = place * line, bar.value / most * (WIDTH - names - 60)
        return Markup(
            '<a href="{link}"><title>{name}</title>'
            '<rect class="hit" x="0" y="{y}" width="{all}" height="{line}"/>'
            '<text class="label" x="{names}" y="{base}" text-anchor="end">{label}</text>'
            '<rect x="{start}" y="{top}" width="{long}" height="14"/>'
            '<text x="{end}" y="{base}">{value}</text></a>'
        ).format(
            link=bar.link, name=f"{bar.label}: {bar.value:g} {unit}", y=y, all=WIDTH, line=line,
            names=names - 10, base=y + 17, label=_short(bar.label), start=names, top=y + 6, long=_at(long),
            end=_at(names + long + 6), value=f"{bar.value:g}",
        )  # fmt: skip

    return _svg(
        len(bars) * line or line, Markup("").join(drawn(place, bar) for place, bar in enumerate(bars))
    )


def line(bars: Sequence[Bar], unit: str, height: int = 170) -> Markup:
    """A line along time with a point for each value."""
    top = _step(max((bar.value for bar in bars), default=0))
    width, floor = (WIDTH - _LEFT) / max(1, len(bars)), height - _BOTTOM
    points = [
        (_LEFT + (place + 0.5) * width, floor - bar.value / top * (floor - _TOP))
        for place, bar in enumerate(bars)
    ]
    path = (
        Markup('<path d="M{}"/>').format(" L".join(f"{_at(x)} {_at(y)}" for x, y in points)) if points else ""
    )
    dots = Markup("").join(
        Markup(
            '<a href="{}" aria-label="{}"><title>{}</title><circle class="hit" cx="{}" cy="{}" r="12"/>'
            '<circle cx="{}" cy="{}" r="4"/></a>{}'
        ).format(bar.link, name, name, _at(x), _at(y), _at(x), _at(y), _tick(x, height, bar.tick))
        for bar, (x, y) in zip(bars, points, strict=True)
        for name in [f"{bar.label}: {bar.value:g} {unit}"]
    )
    return _svg(height, _scale(top, floor) + path + dots)


def _svg(height: float, inside: Markup) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" role="group">{}</svg>').format(WIDTH, height, inside)


def _scale(top: float, floor: float) -> Markup:
    """Three grid lines with their values."""
    values = [0, top / 2, top] if top > 1 else [0, top]
    heights = [(value, floor - value / top * (floor - _TOP)) for value in values]
    return Markup("").join(
        Markup(
            '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>'
            '<text x="{}" y="{}" text-anchor="end" aria-hidden="true">{}</text>'
        ).format(_LEFT, WIDTH, _at(y), _at(y), _LEFT - 6, _at(y + 4), f"{value:g}")
        for value, y in heights
    )


def _tick(x: float, height: float, text: str | None) -> Markup:
    if text is None:
        return Markup("")
    return Markup('<text x="{}" y="{}" text-anchor="middle" aria-hidden="true">{}</text>').format(
        _at(x), height - 6, text
    )


def _step(most: float) -> int:
    """A round number that is at least the highest value, as the top of the scale: 1, 2, 4, 10, 20, 40, 100 …

    >>> _step(7), _step(0), _step(130), _step(2.2)
    (10, 1, 200, 4)
    """
    return next(step for power in count() for digit in (1, 2, 4) if (step := digit * int(10**power)) >= most)


def _at(place: float) -> str:
    return f"{place:.1f}".removesuffix(".0")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
