"""Acts that sort statements: proposals, themes and their tags, ties."""

from functools import partial

from hrgl.core.acts.act import Act, Counted, Heading
from hrgl.core.permissions import Permission

_sorting = partial(Act, permission=Permission.PLACE, heading=Heading.THEMES)
_proposing = partial(_sorting, permission=Permission.PROPOSE)
_theme = partial(_sorting, subject="theme", counted=Counted.THEME)
_tag = partial(_sorting, subject="tag", counted=Counted.THEME)
_statements = partial(_sorting, subject="statement", counted=Counted.STATEMENT)

OF_THEMES = (
    _proposing(
        "proposal.asked_for",
        "asked for a proposal of {themes}{started}",
        subject="job",
        counted=Counted.QUESTION,
        why_it_stays="Asking for a proposal changes nothing.",
    ),
    _proposing(
        "proposal.stopped",
        "stopped the making of a proposal",
        subject="job",
        counted=Counted.THEME,
        why_it_stays="Ask for a proposal again instead.",
    ),
    _proposing(
        "themes.proposed",
        "received a proposal of {themes}",
        subject="clustering",
        counted=Counted.PROPOSAL,
        why_it_stays="A proposal changes nothing by itself.",
    ),
    _sorting(
        "proposal.adopted",
        "took over {names} from a proposal",
        subject="clustering",
        counted=Counted.THEME,
    ),
    _sorting(
        "proposal.discarded",
        "discarded the proposal of {themes}",
        subject="clustering",
        counted=Counted.THEME,
    ),
    _sorting(
        "sample.placed",
        "gave {reference} a second look",
        subject="statement",
        counted=Counted.SECOND_LOOK,
        why_it_stays="A second look moves nothing; place the statement again instead.",
    ),
    _theme("theme.created", "began the theme “{name}” ({count})"),
    _theme("theme.renamed", "renamed “{before}” to “{name}”"),
    _theme("theme.merged", "merged “{name}” into “{into}” ({count})"),
    _theme("themes.merged", "merged {names} into “{name}” ({count})"),
    _theme("theme.split", "split “{name}”{renamed}: {count} went to {into}"),
    _theme("theme.dissolved", "dissolved “{name}” ({whereto})"),
    _theme("theme.reviewed", "noted that “{name}” is {looked}"),
    _theme("theme.flagged", "{flagged}"),
    _theme("theme.not_taken_up", "{taken_up}"),
    _theme("statements.moved", "moved {statements} to “{name}”"),
    _tag("tag.confirmed", "tagged “{name}” with {tag}"),
    _tag("tag.refused", "decided that “{name}” does not touch {tag}"),
    _tag("tag.removed", "took the tag {tag} off “{name}”"),
    _statements(
        "statements.queued", "took {statements} out of their themes{staying}", counted=Counted.THEME
    ),
    _statements("statements.tied", "asked that {statements} be kept {how}"),
    _statements("statements.untied", "let go of what kept {statements} together or apart"),
)
