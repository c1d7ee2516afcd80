"""Acts about people: who has which part in an edition, and whose words were erased."""

from functools import partial

from hrgl.core.acts.act import Act, Counted, Heading
from hrgl.core.permissions import Permission

_set_up = partial(Act, permission=Permission.SET_UP, heading=Heading.SET_UP)
_member = partial(
    _set_up,
    subject="member",
    counted=Counted.PEOPLE,
    why_it_stays="Change what the person is instead, on the page Setup.",
)

OF_PEOPLE = (
    _member("member.added", "added {member} as {role}"),
    _member("member.changed", "changed the name or role of {member} (now {role})"),
    _member("member.closed", "ended the part of {member} in the edition"),
    _member("member.reopened", "gave {member} their part in the edition back"),
    _member("member.signed_out", "signed {member} out everywhere"),
    _member("member.invited", "made a link with which {member} can set their password"),
    _set_up(
        "person.erased",
        "erased a person’s words and names ({count}, {places} other places)",
        subject="edition",
        counted=Counted.OTHER,
        why_it_stays="What was erased cannot come back.",
    ),
)
