"""Everything compiled from one codebook, its actors and the lexicon: built once, used for any number of texts."""

import copy
import gc
import re
from functools import lru_cache

from .. import codebook as books, lexicon as lexicons
from ..attribution.cues import Attribution
from ..attribution.vocabulary import Vocabulary
from . import stances
from .bulletins import Bulletins
from .context import bare, voice
from .measures import Reader
from .status import Status
from .towns import explained
from .whereabouts import Whereabouts

AND = re.compile(r",? and |, ")
NOBODY_NAMED = books.Actors()
SPEAKING_KINDS = ("government", "person", "alliance", "agency", "military", "expert")  # kinds of actor whose surnames stand for them


class Machine:
    """The compiled rules of one topic."""

    def __init__(self, book, actors):
        lex = lexicons.load()
        self.book, self.vocab = book, Vocabulary(book, lex)
        self.reader, self.speech, self.status = Reader(book, self.vocab), Attribution(self.vocab, actors), Status(lex)
        self.whereabouts, self.stances = Whereabouts(book, actors, self.vocab), stances.Stances(book)
        self.bulletins = Bulletins(lex, book.as_of_head)
        self.canonical = {bare(alias): actor.name for actor in actors.actors for alias in (actor.name, *actor.aliases)}
        self.anonymous = frozenset(actor.name for actor in actors.actors if actor.kind == "anonymous")
        self.surnames = surnames(actors)
        self.areas = {actor.name: actor.area for actor in actors.actors if actor.area}
        self.aliases = re.compile(lexicons.whole(self.canonical)) if self.canonical else None
        self.actor = lru_cache(maxsize=4096)(self.actor)

    def taught(self, text, mentions):
        """These rules with the towns of which a text tells in which of the listed places they lie."""
        towns = explained(self.whereabouts, text, mentions) if self.book.whole else {}
        towns = {name: area for name, area in towns.items() if not self.actor(name) and name not in self.book.elsewhere}
        if not towns:
            return self
        more = copy.copy(self)
        more.whereabouts = self.whereabouts.with_towns(towns)
        return more

    def actor(self, who):
        """Canonical name of the actor a speaker's words name: in full ("the NIS"), or the longest within ("spokesman Pat Ryder"); or ''."""
        last = who.split()[-1] if who and who.count(" ") < 3 else ""
        who = bare(who)
        if who in self.canonical:
            return self.canonical[who]
        if last and last in self.surnames:
            return self.surnames[last]
        names = self.aliases.findall(who) if self.aliases else ()
        return self.canonical[" ".join(max(names, key=len).split())] if names else ""

    def speaker(self, who):
        """Whose words they are under one name: "the spy agency" => the actor; else the words without their article.

        Several actors who speak together are in the order of the alphabet: "Kyiv and Seoul" => "South Korea and Ukraine".
        """
        parts = AND.split(who) if " and " in who and bare(who) not in self.canonical else ()
        together = {self.actor(part) for part in parts}
        if len(together - {""}) < 2:
            return self.actor(who) or voice(who)
        *others, last = sorted(together)
        return voice(who) if "" in together else f"{', '.join(others)} and {last}"


def surnames(actors):
    """{'Griffiths': 'United Nations'}: last words of aliases that are a first name and a surname, where one actor alone has them."""
    found = {}
    for actor in actors.actors:
        for alias in (actor.name, *actor.aliases):
            if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z'’-]+", alias) and actor.kind in SPEAKING_KINDS:
                found.setdefault(alias.split()[1], set()).add(actor.name)
    return {last: names.pop() for last, names in found.items() if len(names) == 1}


def steady():
    """Let the search for cycles rest longer: reading makes many small objects and few cycles, and it took a seventh of the time."""
    gc.set_threshold(20_000, *gc.get_threshold()[1:])


_machines = {}


def machine(book, actors=None):
    """The compiled rules for a codebook: remembered, since compiling costs more than reading a text."""
    actors = actors or NOBODY_NAMED
    key = (id(book), id(actors))
    if key not in _machines:
        if len(_machines) > 16:
            _machines.clear()
        _machines[key] = (Machine(book, actors), book, actors)  # holds book and actors, so that their ids stay theirs
    return _machines[key][0]
