"""Changes the form of a record and not what it says: case, punctuation, bullets, typing mistakes, boxes."""

import copy
import random
import re

from tests.nlp.behaviour.suite import Record, map_texts

ONE_IN = 12
BOXES = (
    "child_voice",
    "observation",
    "care_plan",
    "carer_views",
    "household",
    "analysis",
    "weekly_recordings",
    "training",
)


LEAST_WORDS = 25
TOPICS = {
    "weekly_recordings": r"record|log|diar|sheet|entr",
    "training": r"train|course|workshop|webinar|module|pdp|tsd|session|e-?learning",
}


def lower_case(record: Record, seed: int) -> Record:
    """Writes everything in lower case."""
    return map_texts(record, str.lower)


def drop_punctuation(record: Record, seed: int) -> Record:
    """Leaves out commas, apostrophes, semicolons and quotation marks; full stops become line breaks."""

    def change(text: str) -> str:
        broken = re.sub(r"[.!?]+(?=\s|$)", "\n", text)
        return re.sub(r"(?<!\d)[,;:'\"‘’“”()](?!\d)", "", broken)

    return map_texts(record, change, narrative_only=True)


def make_bullets(record: Record, seed: int) -> Record:
    """Puts each sentence on a line of its own after a bullet."""
    mark = random.Random(seed).choice(["- ", "• ", "* ", "– "])

    def change(text: str) -> str:
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z‘“'\"])|\n+", text)
        return "\n".join(mark + sentence for sentence in sentences if sentence.strip())

    return map_texts(record, change, narrative_only=True)


def mistype(word: str, chance: random.Random) -> str:
    """Makes one typing mistake inside a word: two letters changed round, one lost, or one twice."""
    place = chance.randrange(1, len(word) - 1)
    kind = chance.choice(["round", "lost", "twice"])
    if kind == "round":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place + 1 :] if kind == "lost" else word[:place] + word[place] + word[place:]


def make_typos(record: Record, seed: int) -> Record:
    """Makes a typing mistake in one word of twelve, in words of four letters or more."""
    chance = random.Random(seed)

    def change(text: str) -> str:
        words = list(re.finditer(r"\b[A-Za-z]{4,}\b", text))
        count = min(len(words), round(len(text.split()) / ONE_IN))
        for hit in sorted(chance.sample(words, count), key=lambda found: -found.start()):
            text = text[: hit.start()] + mistype(hit[0], chance) + text[hit.end() :]
        return text

    return map_texts(record, change)


def can_move(key: str, text: str) -> bool:
    """Says whether a text still says what it is about once its heading is gone."""
    topic = TOPICS.get(key)
    return len(text.split()) >= LEAST_WORDS and (topic is None or re.search(topic, text, re.IGNORECASE) is not None)


def move_box(record: Record, seed: int) -> Record:
    """Puts the text of one section at the end of another."""
    chance = random.Random(seed)
    changed = copy.deepcopy(record)
    filled = [key for key in BOXES if can_move(key, record["text"].get(key, ""))]
    if not filled:
        return changed
    source = chance.choice(filled)
    target = chance.choice([key for key in BOXES if key != source])
    text = changed["text"].pop(source)
    changed["text"][target] = f"{changed['text'].get(target, '')}\n\n{text}".strip()
    return changed


NOISES = {
    "noise_lower_case": lower_case,
    "noise_punctuation": drop_punctuation,
    "noise_bullets": make_bullets,
    "noise_typos": make_typos,
    "noise_moved": move_box,
}
