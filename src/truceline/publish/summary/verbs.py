"""How each event type is put into a sentence: as a noun, and as a verb for who did it.

The meanings are those of ``model/data/ontology.toml``; where a type holds several acts (a siege, blockade or curfew)
the sentence names them all, since the record does not say which.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """The words of an event type.

    Attributes:
        noun: with its article, if it takes one.
        many: the plural.
        onto: the preposition from the noun to whom it struck or was made with; empty where that cannot be said so.
        did: what the one who did it did, nobody else being named; empty if there is no such verb.
        hit: the same with whom it struck after it; empty where that cannot be said so.
    """

    noun: str
    many: str
    onto: str
    did: str
    hit: str = ""


VERBS: dict[str, Verb] = {
    "armed_clash": Verb("fighting", "cases of fighting", "with", "took part in fighting", "fought with"),
    "territory_taken": Verb("the taking of territory", "cases of territory taken", "", "took territory"),
    "air_strike": Verb(
        "an air strike", "air strikes", "on", "carried out an air strike", "carried out an air strike on"
    ),
    "shelling": Verb("shelling", "cases of shelling", "of", "carried out shelling", "shelled"),
    "bombing": Verb("a bombing", "bombings", "against", "carried out a bombing", "carried out a bombing against"),
    "suicide_bombing": Verb(
        "a suicide bombing",
        "suicide bombings",
        "against",
        "carried out a suicide bombing",
        "carried out a suicide bombing against",
    ),
    "armed_attack": Verb("an armed attack", "armed attacks", "on", "carried out an armed attack", "attacked"),
    "sexual_violence": Verb(
        "sexual violence",
        "cases of sexual violence",
        "against",
        "committed sexual violence",
        "committed sexual violence against",
    ),
    "abduction": Verb("an abduction", "abductions", "of", "carried out an abduction", "abducted"),
    "property_destruction": Verb(
        "destruction of property", "cases of destruction of property", "", "destroyed property", ""
    ),
    "mob_violence": Verb("mob violence", "cases of mob violence", "against", "took part in mob violence", ""),
    "force_against_protest": Verb(
        "force against a protest", "cases of force against a protest", "", "used force against a protest", ""
    ),
    "chemical_attack": Verb(
        "a chemical attack",
        "chemical attacks",
        "on",
        "carried out a chemical attack",
        "carried out a chemical attack on",
    ),
    "cyber_attack": Verb(
        "a cyber attack", "cyber attacks", "on", "carried out a cyber attack", "carried out a cyber attack on"
    ),
    "arrest": Verb(
        "an arrest or capture", "arrests or captures", "of", "arrested or captured people", "arrested or captured"
    ),
    "siege": Verb(
        "a siege, blockade or curfew",
        "sieges, blockades or curfews",
        "of",
        "imposed a siege, blockade or curfew",
        "imposed a siege, blockade or curfew on",
    ),
    "legal_action": Verb(
        "legal action", "cases of legal action", "against", "took legal action", "took legal action against"
    ),
    "sanction": Verb("a sanction", "sanctions", "on", "imposed a sanction", "imposed a sanction on"),
    "deployment": Verb("a deployment", "deployments", "", "made a deployment", ""),
    "withdrawal": Verb("a withdrawal", "withdrawals", "", "withdrew", ""),
    "displacement": Verb("displacement of people", "cases of displacement", "", "", ""),
    "surrender_or_defection": Verb(
        "a surrender or defection", "surrenders or defections", "", "surrendered or defected", ""
    ),
    "talks": Verb("talks", "rounds of talks or meetings", "with", "held talks", "held talks with"),
    "agreement": Verb("an agreement", "agreements", "with", "made an agreement", "made an agreement with"),
    "ceasefire_proposed": Verb(
        "a proposal of a ceasefire", "proposals of a ceasefire", "to", "proposed a ceasefire", "proposed a ceasefire to"
    ),
    "ceasefire_declared": Verb(
        "the declaration of a ceasefire", "declarations of a ceasefire", "", "declared a ceasefire", ""
    ),
    "ceasefire_extended": Verb(
        "the extension of a ceasefire", "extensions of a ceasefire", "", "extended a ceasefire", ""
    ),
    "ceasefire_violated": Verb(
        "a violation of a ceasefire", "violations of a ceasefire", "", "violated a ceasefire", ""
    ),
    "ceasefire_ended": Verb("the end of a ceasefire", "ends of a ceasefire", "", "ended a ceasefire", ""),
    "release": Verb("a release of people held", "releases of people held", "", "released people", "released"),
    "aid": Verb("aid", "cases of aid", "to", "gave aid", "gave aid to"),
    "concession": Verb("a concession", "concessions", "to", "made a concession", "made a concession to"),
    "demand": Verb("a demand", "demands", "to", "made a demand", ""),
    "threat": Verb("a threat", "threats", "against", "made a threat", "threatened"),
    "accusation": Verb("an accusation", "accusations", "against", "made an accusation", "accused"),
    "rejection": Verb("a refusal", "refusals", "", "refused something", ""),
    "responsibility_claim": Verb(
        "a claim of responsibility", "claims of responsibility", "", "claimed responsibility", ""
    ),
    "support_statement": Verb(
        "a statement of support",
        "statements of support",
        "for",
        "made a statement of support",
        "made a statement of support for",
    ),
    "statement": Verb("a statement", "statements", "", "made a statement", ""),
    "protest": Verb("a protest", "protests", "against", "protested", "protested against"),
    "election": Verb("an election", "elections", "", "", ""),
    "leadership_change": Verb("a change of leadership", "changes of leadership", "", "", ""),
    "coup": Verb("a coup", "coups", "against", "carried out a coup", "carried out a coup against"),
    "other_event": Verb("an event of another kind", "events of other kinds", "", "", ""),
}
MOVES: dict[str, str] = {
    "proposed": "was proposed",
    "negotiating": "was being negotiated",
    "agreed": "was agreed",
    "declared": "was declared",
    "holding": "was holding",
    "strained": "was under strain",
    "extended": "was extended",
    "monitored": "was monitored",
    "broken_down": "broke down",
    "expired": "expired",
    "rejected": "was rejected",
    "superseded": "was replaced by another",
    "completed": "was completed",
}
STANDS: dict[str, str] = {
    "proposed": "had been proposed",
    "negotiating": "was being negotiated",
    "agreed": "had been agreed",
    "declared": "had been declared",
    "holding": "was holding",
    "strained": "was under strain",
    "broken_down": "had broken down",
    "expired": "had expired",
    "rejected": "had been rejected",
    "superseded": "had been replaced by another",
    "completed": "had been completed",
}
SINGULAR: dict[str, str] = {
    "civilian": "civilian",
    "combatant": "combatant",
    "police": "police officer",
    "official": "official",
    "journalist": "journalist",
    "aid_worker": "aid worker",
    "peacekeeper": "peacekeeper",
    "prisoner": "prisoner",
}
PLURAL: dict[str, str] = {code: f"{word}s" for code, word in SINGULAR.items()}
HARM_WORDS: dict[str, str] = {
    "killed": "killed",
    "wounded": "wounded",
    "captured": "captured",
    "abducted": "abducted",
    "missing": "reported missing",
    "displaced": "displaced",
    "released": "released",
    "surrendered": "reported to have surrendered",
    "arrested": "arrested",
}
