"""Words that are spelt almost right, read as what was meant, so that a slip of the finger costs nobody a grade.

`words.txt` holds words of English that several writers use, the commonest first; `python -m nlp words` makes it. An
unknown word that two changed-round letters, one lost or one too many make out of a known one is read as that; a rare
word may be among them, and would have counted for nothing.
"""

from functools import cache

from nlp.criteria import HERE, read_data

WORDS = HERE / "words.txt"
_LEAST = 4  # letters of a known word
_SHORTEST = 3  # letters of a word that may be mended


@cache
def known_words() -> frozenset[str]:
    """Give every word that is taken as it stands."""
    lexicon = read_data("lexicon.toml")
    listed = [word for part in ("same", "class") for words in lexicon[part].values() for word in words]
    return frozenset([*WORDS.read_text(encoding="utf-8").split(), *listed, *lexicon["skeleton"]["words"]])


@cache
def _by_lost_letter() -> dict[str, str]:
    """Map each known word without one of its letters to the word, the commonest where several are left alike."""
    found: dict[str, str] = {}
    for word in WORDS.read_text(encoding="utf-8").split():
        if len(word) >= _LEAST:
            for place in range(len(word)):
                found.setdefault(word[:place] + word[place + 1 :], word)
    return found


def mended(word: str) -> str:
    """Give the known word that a slip of one letter made `word` (lower case) from, or `word` itself."""
    known = known_words()
    if word in known or len(word) < _SHORTEST or not word.isalpha():
        return word
    places = range(len(word) - 1)
    for place in places:
        turned = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if turned in known and len(turned) >= _LEAST:
            return turned
    for place in range(len(word)):
        shorter = word[:place] + word[place + 1 :]
        if shorter in known and len(shorter) >= _LEAST:
            return shorter
    return _by_lost_letter().get(word, word)
