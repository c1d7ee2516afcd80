"""Acts that set up an edition: its rules and its workshops."""

from functools import partial

from hrgl.core.acts.act import Act, Counted, Heading
from hrgl.core.permissions import Permission

_set_up = partial(Act, permission=Permission.SET_UP, heading=Heading.SET_UP)
_edition = partial(
    _set_up,
    subject="edition",
    counted=Counted.EDITION,
    why_it_stays="Change it again instead, on the page Setup.",
)
_workshop = partial(
    _set_up,
    subject="workshop",
    counted=Counted.WORKSHOP,
    why_it_stays="Change the workshop again instead, on the page Setup.",
)

OF_EDITIONS = (
    _edition("edition.begun", "began edition {code}", permission=None),
    _edition("edition.loaded", "loaded edition {code}", permission=None),
    _edition("edition.described", "changed title, question or dates of the edition “{title}”"),
    _edition(
        "edition.rules_set",
        "set the rules: {places} places, quorum {quorum}, "
        "groups shown from {smallest_group}, said by: {attribution}{compared}{zone}",
    ),
    _edition("edition.consent_set", "set the rule of consent: {rule}", subject="consentrule"),
    _set_up(
        "proxy.named",
        "let {speaker} speak for {member}",
        subject="member",
        counted=Counted.PEOPLE,
        why_it_stays="Take the proxy back instead, on the page Setup.",
    ),
    _set_up(
        "proxy.ended",
        "ended that somebody speaks for {member}",
        subject="member",
        counted=Counted.PEOPLE,
        why_it_stays="Name the proxy again instead, on the page Setup.",
    ),
    _workshop("workshop.added", "added the workshop {code}"),
    _workshop("workshop.changed", "changed the plan of {code}"),
    _workshop(
        "workshop.removed",
        "removed the workshop {code}",
        why_it_stays="Add the workshop again instead, on the page Setup.",
    ),
)
