"""One case, loaded: what people wrote (YAML) and what the notebooks made so far (tables)."""

from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field

from . import codebook, paths, places, references, sources, sureness, tables
from .claims.context import origin
from .compare import rules, wording


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    measures: list[str]


class Outline(BaseModel):
    """What the report asks, in order; `headline` measures speak in the bottom line."""

    model_config = ConfigDict(extra="forbid")
    event: str
    headline: list[str] = Field(min_length=1)
    sections: list[Section] = []


@dataclass(frozen=True, eq=False)
class Case:
    """Sources with their texts, the codebook, actors, the report's outline, and each table made so far as an attribute."""

    articles: list
    book: codebook.Codebook
    actors: codebook.Actors
    facts: codebook.Facts
    outline: Outline
    frames: dict = field(repr=False)

    def __getattr__(self, name):
        if name in self.__dict__.get("frames", {}):
            return self.frames[name]
        if name in tables.COLUMNS:
            return tables.read(name)  # says which table is missing and what to run
        raise AttributeError(name)

    def measure(self, name):
        return self.book.measure(name)

    def of(self, measure):
        """The claims of a measure."""
        return self.claims[self.claims.measure == measure]

    def among(self, ids):
        """The claims with some ids, in the order of their table."""
        return self.claims[self.claims.claim_id.isin(ids)]

    def label(self, name):
        """The measure's own words for itself: its label, else its name with spaces, 'Water temperature'."""
        measure = self.book.measure(name)
        return (measure.label if measure else "") or wording.capital(name.replace("_", " "))

    def value(self, measure, position):
        """A position in words: its label in the codebook, else its name with spaces."""
        return wording.value_label(self.book, measure, position)

    def sentence(self, measure, position):
        """A position as a clause of its own, "Russia is short of soldiers"; '' where the codebook gives none."""
        return wording.value_sentence(self.book, measure, position)

    def question(self, name):
        """What the measure asks, as a reader would."""
        measure = self.book.measure(name)
        return (measure.question if measure else "") or f"{self.label(name).rstrip('?')}?"

    def status(self, measure, status):
        """A status in the measure's own words: 'wanted' for an expected gain."""
        return self.book.measure(measure).statuses.get(status) or sureness.STATUS[status]

    def sure(self, row, hedge=False):
        """How surely a claim is made, in its measure's own words; hedge: with the word that softens it."""
        return (sureness.in_full if hedge else sureness.surely)(row, self.book.measure(row.measure).statuses)

    @property
    def texts(self):
        return {article.id: article.text for article in self.articles}

    def codebook_table(self):
        """The words that people wrote for what is measured, as the table `codebook`: the event, each measure, each position."""
        rows = [{"entry": "event", "kind": "event", "label": self.outline.event}]
        for m in self.book.measures:
            statuses = tables.join(f"{status}: {words}" for status, words in m.statuses.items())
            rows.append({"entry": m.name, "kind": m.kind, "unit": m.unit, "label": self.label(m.name), "question": m.question,
                         "statuses": statuses, "definition": m.definition, "counts": tables.join(m.counts),
                         "does_not_count": tables.join(m.does_not_count)})
            rows += [{"entry": f"{m.name}/{value}", "kind": "value", "label": self.value(m.name, value), "definition": meaning.definition}
                     for value, meaning in m.values.items()]
        return tables.frame("codebook", rows)

    def section_of(self, title):
        return next(section for section in self.outline.sections if section.title == title)


def load():
    """The case in data/, with whatever tables exist. Raises InputError with file and key when a file is wrong."""
    book, actors = codebook.load(), codebook.load_actors()
    outline = codebook.checked(Outline, paths.DATA / "report.yaml")
    articles = sources.load()
    if not articles:
        raise paths.InputError(paths.DATA / "sources.yaml", "sources", "holds no source yet", "add one: python -m claimtable add FILE")
    facts, spots = codebook.load_facts(), places.Places(actors, book.whole)
    references.areas(book, actors)
    references.outline(outline, book)
    known_facts = {fact.id: fact for fact in facts.facts}
    references.Rules(book, spots, known_facts, speakers(actors, articles), [a.id for a in articles]).check(rules.load())
    frames = {name: tables.read(name) for name in tables.COLUMNS if (paths.TABLES / f"{name}.csv").exists()}
    return Case(articles, book, actors, facts, outline, frames)


def speakers(actors, articles):
    """The names an origin can have: an actor's, that of nobody in particular with the source that quotes him, an article's own."""
    own = [article.name for article in articles]
    nobody = {actor.name for actor in actors.actors if actor.kind == "anonymous"}
    return own + [origin(actor.name, name, nobody) for actor in actors.actors for name in (own if actor.name in nobody else [""])]
