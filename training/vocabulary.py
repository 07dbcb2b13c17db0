"""Label inventories: fixed ones, and those counted in the training data."""

from __future__ import annotations

TYPES = (
    "armed_clash territory_taken air_strike shelling bombing suicide_bombing armed_attack sexual_violence abduction "
    "property_destruction mob_violence force_against_protest chemical_attack cyber_attack arrest siege legal_action "
    "sanction deployment withdrawal displacement surrender_or_defection talks agreement ceasefire_proposed "
    "ceasefire_declared ceasefire_extended ceasefire_violated ceasefire_ended release aid concession demand threat "
    "accusation rejection responsibility_claim support_statement statement protest election leadership_change coup "
    "other_event"
).split()
STATUSES = "asserted future hypothetical negated background".split()
EVENT_ROLES = "actor target broker place time means source".split()
KINDS = "killed wounded captured abducted missing displaced released surrendered".split()
VICTIMS = "civilian combatant police official journalist aid_worker peacekeeper prisoner mixed unknown".split()
STATES = (
    "proposed negotiating agreed declared holding strained extended broken_down expired rejected monitored unknown"
).split()
SIDES = "unilateral bilateral multilateral unclear".split()
TRUCE_ROLES = "parties declared_by broker place start duration end terms".split()
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]

FIXED: dict[str, list[str]] = {
    "name": NAMES,
    "predicate": ["no", "yes"],
    "trigger": ["O", *TYPES],
    "status": STATUSES,
    "count": ["O", "B", "I"],
    "kind": KINDS,
    "victim": VICTIMS,
    "cumulative": ["no", "yes"],
    "truce": ["O", "B", "I"],
    "state": STATES,
    "side": SIDES,
    "event_roles": EVENT_ROLES,
    "truce_roles": TRUCE_ROLES,
}
