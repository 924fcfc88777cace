"""Which line of a text is which line of the text before: the same ones first, then those most alike."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

Line = tuple[int, str]
"""The number of what it stands under, and its words."""

_ALIKE = 0.6  # of a line's letters: a changed line stays the same one


def same_lines(new: Sequence[Line], old: Sequence[Line]) -> dict[int, int]:
    """The places of the new lines that were there before, each with its place among the old ones.

    Lines of the same words find each other first, in their old place and then anywhere, so that a line
    that nobody has changed is never taken by one that is like it.
    """
    same: dict[int, int] = {}
    _take_equal(same, new, old)
    _take_equal(same, [words for _, words in new], [words for _, words in old])
    for _, here, there in sorted(_alike(same, new, old)):
        if here not in same and there not in same.values():
            same[here] = there
    return same


def _take_equal(same: dict[int, int], new: Sequence[Hashable], old: Sequence[Hashable]) -> None:
    taken = set(same.values())
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for place, line in enumerate(old):
        if place not in taken:
            waiting[line].append(place)
    for place, line in enumerate(new):
        if place not in same and waiting[line]:
            same[place] = waiting[line].popleft()


def _alike(
    same: dict[int, int], new: Sequence[Line], old: Sequence[Line]
) -> Iterator[tuple[float, int, int]]:
    """The pairs that are left, each with how little it is alike."""
    left = [place for place in range(len(new)) if place not in same]
    for there in set(range(len(old))) - set(same.values()):
        matcher = SequenceMatcher(None, "", old[there][1], autojunk=False)
        for here in left:
            matcher.set_seq1(new[here][1])
            if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _ALIKE <= matcher.ratio():
                yield -matcher.ratio(), here, there
