"""Where an English word may be broken at the end of a line: by a rule of thumb, and a list of words it gets wrong."""

import re
from itertools import pairwise

# Where the rule of `syllables` would put a hyphen that a dictionary does not.
WHOLE = frozenset(
    """archive archives archivist archivists people person persons number numbers another whether either
    neither nothing something anything everything without within always already almost children question
    questions rather father mother other others gather somebody anybody everybody everyone someone anyone
    bedroom bedrooms stairs against fountain fountains themselves itself himself herself longer younger
    stronger danger dangerous single angle singular hotter cooler colder officer offices district
    thirty-one forty-one thousand english address addresses asphalt distinguish""".split()
)


VOWELS = frozenset("aeiouy")
PAIRS = frozenset("th ch sh ph gh ck wh ng nk qu st ld lk rk wn bl cl fl gl pl br cr dr fr gr pr tr".split())


def syllables(word: str) -> list[str]:
    """The parts of an English word between which a line may break; the word alone if there are none."""
    if len(word) < 6 or not re.fullmatch(r"[a-z]+", word) or word in WHOLE:
        return [word]
    cuts = set()
    for i in range(3, len(word) - 2):
        before, at = word[i - 1], word[i]
        between = (
            before not in VOWELS and at not in VOWELS and word[i - 2] in VOWELS and word[i + 1] in VOWELS
        )
        if between and before + at not in PAIRS:
            cuts.add(i)
    for ending in ("tion", "tions", "sion", "ment", "ments", "ness", "less", "ship", "ful"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            cuts.add(len(word) - len(ending))
    stem = word.removesuffix("ing")
    if stem != word and len(stem) >= 3:
        doubled = stem[-1] == stem[-2] and stem[-1] not in "sl"
        cuts = {cut for cut in cuts if cut < len(stem) - 1} | {len(stem) - 1 if doubled else len(stem)}
    for ending in ("ed", "er", "ers", "est", "able"):
        if word.endswith(ending):
            cuts = {
                cut
                for cut in cuts
                if cut < len(word) - len(ending) - 1 or word[cut] == word[cut - 1] not in "sl"
            }
    edges = [0, *sorted(cut for cut in cuts if 3 <= cut <= len(word) - 3), len(word)]
    return [word[a:b] for a, b in pairwise(edges)]
