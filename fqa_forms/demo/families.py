"""Plans the households: which corpus records tell each one's story, when the visits were, who is who."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

from fqa_forms.demo.data import HOUSEHOLDS, NAMES
from fqa_forms.demo.rewording import mentions
from fqa_forms.demo.sources import Shape, Source

HISTORY = timedelta(days=728)
_SIZES = (12, 7, 9, 6, 11, 8)
_FEWEST_VISITS = 3
_MOST_HOUSEHOLDS = 62
_WIDEST_AGE_GAP = 5
_LONG_STORY = 8
_MOST_RECORDS = 400


@dataclass
class ChildPlan:
    """A child of a household: years old in the middle of the stay, there from one visit to another."""

    name: str
    pronoun: str
    age: float
    first_visit: int
    last_visit: int


@dataclass
class FamilyPlan:
    """A household with its story: the source of each visit, and the day."""

    carers: tuple[tuple[str, str], ...]
    sources: list[Source]
    children: list[ChildPlan]
    members: dict[str, tuple[str, str]]
    kind: str = "mainstream"
    held_by: str | None = None
    surnames: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    late: bool = False

    def children_at(self, visit: int) -> list[ChildPlan]:
        """Who lives there at a visit, in the order of the sources' children."""
        found = [child for child in self.children if child.first_visit <= visit <= child.last_visit]
        return sorted(found, key=lambda child: (child.pronoun, child.age, child.name))


def plan_families(pool: dict[Shape, list[Source]], today: date, random: Random) -> list[FamilyPlan]:
    """About sixty households over two years; the same ones every time, but for the day it is."""
    families = [_told_on_purpose(entry, pool, random) for entry in HOUSEHOLDS]
    families += [_family(shape[0], [sources], random) for shape, sources in _clusters(pool, random)]
    surnames = iter(random.sample(NAMES["surnames"]["names"], len(NAMES["surnames"]["names"])))
    for number, family in enumerate(families):
        shared = len(family.carers) == 1 or number % 3
        first = next(surnames)
        family.surnames = [first] * len(family.carers) if shared else [first, _other(first)]
        family.late = number % 11 == 4
        family.days = _days(len(family.sources), family.late, today, random)
    return families


def _other(first: str) -> str:
    names: list[str] = NAMES["surnames"]["names"]
    return names[(names.index(first) + 7) % len(names)]


def _told_on_purpose(entry: dict[str, Any], pool: dict[Shape, list[Source]], random: Random) -> FamilyPlan:
    stages: list[list[Source]] = []
    for stage in entry["stages"]:
        sources = pool[entry["carers"], stage["children"]]
        near = stages[-1][-1] if stages else sources[len(sources) // 2]
        stages.append(_take_nearest(sources, near, stage["visits"]))
    family = _family(entry["carers"], stages, random)
    family.kind, family.held_by = entry.get("kind", "mainstream"), entry.get("held_by")
    return family


def _clusters(pool: dict[Shape, list[Source]], random: Random) -> list[tuple[Shape, list[Source]]]:
    """The largest groups of records of one shape with children of much the same age, a household's worth at a time."""
    sizes = cycle(_SIZES)
    found = []
    for shape in sorted(pool, key=lambda each: (-len(pool[each]), each)):
        sources = pool[shape]
        while shape[1] and len(sources) >= _FEWEST_VISITS:
            taken = _take_nearest(sources, sources[0], next(sizes))
            if len(taken) >= _FEWEST_VISITS:
                found.append((shape, taken))
    everything = [source for _shape, sources in found for source in sources]
    found.sort(key=lambda cluster: -len(cluster[1]))
    told = found[: _MOST_HOUSEHOLDS - len(HOUSEHOLDS)]
    _join_leftovers(told, [source for _, sources in found[len(told) :] for source in sources] + _left(pool))
    _tell_again(told, everything)
    random.shuffle(told)
    return told


def _left(pool: dict[Shape, list[Source]]) -> list[Source]:
    return [source for shape in sorted(pool) if shape[1] for source in pool[shape]]


def _join_leftovers(told: list[tuple[Shape, list[Source]]], leftovers: list[Source]) -> None:
    """Give what is left to the household of the same shape that it fits best, if it fits at all."""
    for source in leftovers:
        fitting = [sources for shape, sources in told if shape == source.shape and len(sources) < max(_SIZES)]
        nearest = min(fitting, key=lambda sources: _gap(source, sources[len(sources) // 2]), default=None)
        if nearest is not None and _gap(source, nearest[len(nearest) // 2]) <= _WIDEST_AGE_GAP + 1:
            nearest.append(source)
            nearest.sort(key=lambda each: (sum(each.ages), each.document["id"]))


def _tell_again(told: list[tuple[Shape, list[Source]]], everything: list[Source]) -> None:
    """Tell some records a second time, of another household, until there are enough for two years."""
    in_all = sum(len(sources) for _shape, sources in told) + sum(
        stage["visits"] for entry in HOUSEHOLDS for stage in entry["stages"]
    )
    for source in everything:
        if in_all >= _MOST_RECORDS:
            return
        fewest = min((sources for shape, sources in told if _may_tell(source, shape, sources)), key=len, default=None)
        if fewest is not None:
            in_all += 1
            fewest.append(source)
            fewest.sort(key=lambda each: (sum(each.ages), each.document["id"]))


def _may_tell(source: Source, shape: Shape, sources: list[Source]) -> bool:
    near = shape == source.shape and _gap(source, sources[0]) <= _WIDEST_AGE_GAP + 1
    return near and len(sources) < max(_SIZES) and source not in sources


def _take_nearest(sources: list[Source], near: Source, count: int) -> list[Source]:
    """Take out of `sources` up to `count` whose children are nearest in age to those of one record."""
    chosen = sorted((s for s in sources if _gap(s, near) <= _WIDEST_AGE_GAP), key=lambda s: _gap(s, near))[:count]
    for source in chosen:
        sources.remove(source)
    return sorted(chosen, key=lambda source: (sum(source.ages), source.document["id"]))


def _gap(source: Source, other: Source) -> int:
    """How many years apart the children of two records are, girls beside girls and boys beside boys."""
    pairs = [pair for p in "fm" for pair in zip(source.ages_of(p), other.ages_of(p), strict=False)]
    return max((abs(one - two) for one, two in pairs), default=0)


def _family(carers: str, stages: list[list[Source]], random: Random) -> FamilyPlan:
    sources = [source for stage in stages for source in stage]
    words = "\n".join(source.words for source in sources)
    taken: set[str] = set()
    people = tuple((_fresh_name("carers", pronoun, words, taken, random), pronoun) for pronoun in carers)
    children: list[ChildPlan] = []
    start = 0
    for stage in stages:
        _settle(children, stage, start, words, taken, random)
        start += len(stage)
    return FamilyPlan(people, sources, children, _members(sources, words))


def _members(sources: list[Source], words: str) -> dict[str, tuple[str, str]]:
    """The carers' own family in the home: one of each kind that any of the records tells of."""
    groups = sorted({group for source in sources for group in source.members})
    free = {group: [name for name in NAMES["members"][group] if not mentions(words, name)] for group in groups}
    return {group: (free[group][len(words) % len(free[group])], group) for group in groups}


def _settle(
    children: list[ChildPlan], stage: list[Source], start: int, words: str, taken: set[str], random: Random
) -> None:
    """Let the children of a stage live there: those who did already, and new ones for the rest."""
    staying = [child for child in children if child.last_visit == start - 1]
    for place, pronoun in enumerate(stage[0].shape[1]):
        child = next((child for child in staying if child.pronoun == pronoun), None)
        if child is not None:
            staying.remove(child)
            child.last_visit = start + len(stage) - 1
            continue
        age = sorted(source.ages[place] for source in stage)[len(stage) // 2]
        name = _fresh_name("children", pronoun, words, taken, random)
        children.append(ChildPlan(name, pronoun, age + 0.4, start, start + len(stage) - 1))


def _fresh_name(group: str, pronoun: str, words: str, taken: set[str], random: Random) -> str:
    """A name that nobody in these records has, so that nobody is taken for somebody else."""
    names: list[str] = random.sample(NAMES[group][pronoun], len(NAMES[group][pronoun]))
    free = [name for name in names if name not in taken]
    chosen = next((name for name in free if not mentions(words, name)), free[0])
    taken.add(chosen)
    return chosen


def _days(count: int, late: bool, today: date, random: Random) -> list[date]:
    """The days of the visits, on weekdays: six weeks apart, or spread over the two years."""
    last = today - timedelta(days=random.randint(100, 150) if late else random.randint(3, 40))
    room = (HISTORY.days - (today - last).days - 10) / max(count - 1, 1)
    step = min(room, 44) if count < _LONG_STORY else room
    days = [last - timedelta(days=round(step * back + random.randint(-6, 6) * (back > 0))) for back in range(count)]
    return [day - timedelta(days=max(0, day.weekday() - 4)) for day in reversed(days)]
