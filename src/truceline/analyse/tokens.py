"""Words and punctuation marks of running text, segmented as in Universal Dependencies' English treebanks.

The encoder is trained on gold tokens of EWT and GUM, so raw text has to be cut the same way: clitics stand alone
(``do|n't``, ``Bush|'s``), hyphens separate (``US|-|backed``, ``al|-|Sadr``) unless a prefix stands before them
(``anti-American``), an abbreviation keeps its full stop, every other mark is a token of its own.

All of it is one regular expression, tried from left to right. Possessive quantifiers and bounded repetition keep it
linear whatever the input; nothing is looked up after the match, which makes it fast.
"""

from __future__ import annotations

import re

# Abbreviations, in lower case; text may have them capitalised or in capitals. The sentence splitter shares them.
#: Stand before a name.
TITLES = (
    "mr mrs ms messrs mme mlle dr prof rev fr hon gov sen sens rep reps pres gen maj col lt capt cmdr cpl sgt pvt"
    " brig adm st ste mt ft supt insp det atty amb dep asst spec"
).split()
#: Stand after a name, so a sentence may end with them.
ORGANISATIONS = "inc co corp cie ltd bros jr sr dept assn univ intl ave blvd rd ph.d".split()
MONTHS = "jan feb mar apr jun jul aug sept sep oct nov dec".split()
DAYS = "mon tue tues wed thu thur thurs fri sat sun".split()
NOTES = "vs etc al cf eg ie approx vol vols pp fig figs ed eds ext dist prov esp ca viz lb lbs oz yrs mins hrs".split()
#: Abbreviations only before a number: elsewhere they are words.
BEFORE_NUMBER = "no nos art sec para ch p".split()

#: Prefixes that a hyphen does not part from their word.
PREFIXES = (
    "non anti pro pre post re co mid cross over semi multi ex sub counter inter intra neo mini micro socio psycho"
    " ultra super trans un arch mis e"
).split()
#: Verbs whose ``n't`` careless typists write without the apostrophe.
NEGATED = "ai are ca could did do does has have is should was were wo would".split()
#: How the name of a site or file ends.
SUFFIXES = (
    "com org net gov edu mil int info co uk us htm html php pdf doc docx xls xlsx ppt pptx txt jpg jpeg png zip"
).split()


def _any(words: list[str]) -> str:
    """A pattern for any of the words, whatever their case."""
    return f"(?i:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"  # accents set after their letter, soft hyphens, joiners
_LETTER = rf"(?:[^\W\d_][{_MARKS}]*+)"
_WORD = rf"[\w{_MARKS}]"
_END = rf"(?!{_WORD})"
_APOSTROPHE = "['’‘`]"
_CLITIC = "(?i:s|d|m|re|ve|ll)"
_NOT = rf"[nN]{_APOSTROPHE}[tT]{_END}"
_NUMBER = r"\d++(?:,\d{3}(?!\d))*+(?:[.:]\d++)*+"
_UNIT = "(?:[aA][mM]|[pP][mM]|km|cm|mm|kg|ft|bn|m|k|K)"
_TRAIL = r".,;:!?)\]'’"  # marks that belong to an address only when it goes on after them
_FINAL = r"""["'”’)\]]{0,4}\Z"""

_TOKEN = re.compile(
    rf"""
    # the plain word comes first because it is commonest
    [^\W\d_]++(?=[\s,;)])(?<!annot)(?<!ANNOT)(?<!onna)(?<!anna)(?<!otta)(?<!nt)(?<!NT)
    # addresses of the web, of mail, of files
  | (?:(?:https?|ftp)://|www\.)(?:[^\s<>"“”{_TRAIL}]++|[{_TRAIL}]++(?=[^\s<>"“”{_TRAIL}]))++
  | {_WORD}[\w.+-]{{0,63}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,6}}
  | (?:{_WORD}[\w-]{{0,62}}\.){{1,6}}{_any(SUFFIXES)}{_END}
  | (?<!\w)(?:@(?=\w)|\#(?=[^\W\d_])){_WORD}++
    # abbreviations: U.S. a.m.; Gen. but not at the very end; No. 5; Cal., ; W. Bush
  | {_LETTER}(?:\.{_LETTER}){{1,9}}+(?:\.|{_END})
  | {_any(TITLES + ORGANISATIONS + MONTHS + DAYS + NOTES)}\.(?!{_WORD}|{_FINAL})
  | {_any(BEFORE_NUMBER)}\.(?=\s?\d)
  | [A-Z][a-z]{{1,4}}\.(?=[,;])
  | [A-Z]\.(?=\s[A-Z]|,|[A-Z]\.|-[A-Z])
  | [A-Z]{{1,2}}&[A-Z]{{1,2}}{_END}
    # clitics, and the words before them
  | {_NOT} | (?<=\w){_APOSTROPHE}{_CLITIC}{_END}
  | {_any(NEGATED)}(?=(?i:nt){_END}) | (?i:can)(?=(?i:not){_END})
  | (?i:gon|wan)(?=(?i:na){_END}) | (?i:got)(?=(?i:ta){_END})
  | {_LETTER}+(?={_NOT})
    # anti-American, anti-U.S.
  | {_any(PREFIXES)}-(?:{_LETTER}(?:\.{_LETTER}){{1,9}}+\.?|{_WORD}++)
    # telephone numbers and dates, 9/11, the 1980's, 35|km, 1,200, 23rd, .45
  | \d++-\d++-\d++(?:-\d++)*+ | \d{{3}}-\d{{4}}(?!\d)
  | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?+(?![\d/])
  | \d*0['’]s{_END}
  | {_NUMBER}(?={_UNIT}{_END})
  | {_NUMBER}{_WORD}*+ | (?<![\w.])\.\d++
  | [A-Z]{{1,3}}\$
    # other words, with the apostrophes inside them: Sana'a, O'Brien
  | {_WORD}++(?:{_APOSTROPHE}(?!{_CLITIC}{_END}){_LETTER}++)*+
    # marks that are written double, :-)
  | \.{{2,}}+ | -{{2,}}+ | [!?]{{2,}}+ | '' | ’’ | ‘’ | `` | <<++ | >>++ | \*++ | =++ | _++ | \#++ | ~++ | \+++ | \$++
  | (?<![\d(])[:;=]-?[()](?!\w)
  | \S
    """,
    re.VERBOSE,
)


def tokenise(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the tokens of one sentence, in order.

    The full stop of an initial or abbreviation is told from that of the sentence by what follows, so give it
    sentences rather than paragraphs.

    Args:
        text: the whole document.
        start: where the sentence begins.
        end: where it ends.

    Returns:
        Half-open spans into `text` that cover every character of ``text[start:end]`` but white space.
    """
    return [match.span() for match in _TOKEN.finditer(text, start, end)]
