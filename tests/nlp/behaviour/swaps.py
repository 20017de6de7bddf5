"""Swaps who a record is about, or how its writer spells, and nothing else."""

import copy
import itertools
import random
import re
from collections.abc import Iterator, Mapping

from tests.nlp.behaviour.suite import Record, map_texts, read_toml

# "her" before one of these is "him" of another person, and before any other word it is "his"
AFTER_HIM = frozenset(
    re.findall(
        r"\w+",
        "to and in at for with when that if as on by because about from off up down out today again alone a an the all "
        "well more so but or who what how why while before after every home back through into until she he they i it "
        "was is has had would could not if yet now then there here over around apart is did than too either go know "
        "get do be say think feel see herself himself this his my no one two three ten twice once which where since",
    )
)
AMBIGUOUS = frozenset(
    {"grace", "mark", "hope", "joy", "poppy", "ruby", "pat", "comfort", "precious", "sky", "summer", "olive"}
    | {
        "will",
        "rose",
        "art",
        "faith",
        "mercy",
        "blessing",
        "lily",
        "bella",
        "jack",
        "rob",
        "sue",
        "leo",
        "frank",
        "bill",
    }
)


def keep_case(word: str, other: str) -> str:
    """Returns the other word with the capitals of the first."""
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def swap_words(text: str, pairs: Mapping[str, str]) -> str:
    """Replaces whole words by their pairs."""
    found = re.compile(r"\b(?:" + "|".join(map(re.escape, pairs)) + r")\b", re.IGNORECASE)
    lowered = {key.lower(): value for key, value in pairs.items()}
    return found.sub(lambda hit: keep_case(hit[0], lowered[hit[0].lower()]), text)


def swap_gender(text: str) -> str:
    """Replaces gendered words, telling 'her' the object from 'her' the owner by the word after it."""
    pairs = read_toml("swaps.toml")["gendered"]

    def change(hit: re.Match[str]) -> str:
        word = hit[0].lower()
        if word == "her":
            after = re.match(r"\s+([A-Za-z']+)", text[hit.end() :])
            is_owner = after is not None and after[1].lower() not in AFTER_HIM
            return keep_case(hit[0], "his" if is_owner else "him")
        return keep_case(hit[0], pairs[word])

    return re.sub(r"\b(?:her|" + "|".join(pairs) + r")\b", change, text, flags=re.IGNORECASE)


def people_of(record: Record) -> list[str]:
    """Returns the names of the household."""
    house = record["household"]
    return [person["name"] for group in ("carers", "children", "others") for person in house.get(group, ())]


def uses_initials(record: Record) -> bool:
    """Says whether the writer names people by a letter, so that a new name would not fit the text."""
    initials = "".join({name[0] for name in people_of(record)} - {"I"})
    texts = " ".join(record["text"].values())
    return bool(initials) and bool(re.search(rf"(?<![\w.])[{initials}](?![\w.&/])", texts))


def rename(record: Record, seed: int) -> Record:
    """Returns the record with every person of the household given a name from another list."""
    names = list(itertools.chain.from_iterable(read_toml("swaps.toml")["names"].values()))
    picked = random.Random(seed).sample(
        [name for name in names if name not in str(record)], len(set(people_of(record)))
    )
    pairs = dict(zip(dict.fromkeys(people_of(record)), picked, strict=True))
    both = {**pairs, **{old.lower(): new.lower() for old, new in pairs.items() if old.lower() not in AMBIGUOUS}}
    both |= {old.upper(): new.upper() for old, new in pairs.items()}
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(both, key=len, reverse=True))) + r")\b")
    changed = map_texts(record, lambda text: pattern.sub(lambda hit: both[hit[0]], text))
    house, visit = copy.deepcopy(record["household"]), copy.deepcopy(record["visit"])
    for person in itertools.chain.from_iterable(house.get(group, ()) for group in ("carers", "children", "others")):
        person["name"] = pairs[person["name"]]
    for key, value in visit.items():
        if isinstance(value, list):
            visit[key] = [pairs.get(name, name) for name in value]
    return {**changed, "household": house, "visit": visit}


def turn_gender(record: Record) -> Record:
    """Returns the record with its gendered words turned and each household member's relation with them."""
    changed = map_texts(record, swap_gender)
    for person in changed["household"].get("others", ()):
        person["relation"] = swap_gender(person.get("relation", ""))
    return changed


def say_of_household(record: Record, said: str) -> Record:
    """Returns the record with one sentence added to what it says of the household."""
    changed = copy.deepcopy(record)
    changed["text"]["household"] = f"{changed['text'].get('household', '')}\n{said}".strip()
    return changed


def pairs_said_of_household(record: Record) -> Iterator[tuple[str, Record, Record]]:
    """Yields the record with the first sentence of each group, beside it with each of the others."""
    for group, sentences in read_toml("swaps.toml")["said_of_the_household"].items():
        first = say_of_household(record, sentences[0])
        for place, said in enumerate(sentences[1:], 1):
            yield f"{record['id']}/{group}{place}", first, say_of_household(record, said)
