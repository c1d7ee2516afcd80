"""Whether an objection can be overruled as things stand, counted and in words."""

from hrgl.encouragements.views import EncouragementView


def ruling_in_words(view: EncouragementView) -> str:
    """What the rule makes of those who took a side: "5 in favour, 1 objects: two thirds … do"."""
    in_favour, against = view.in_favour, len(view.standing)
    sides = f"{in_favour} in favour, {against} {'objects' if against == 1 else 'object'}"
    majority = view.rule.majority
    if not majority:
        return f"{sides}: by the rule of this edition no objection is overruled, it is settled."
    if view.may_overrule:
        return f"{sides}: {majority} of those who take a side would do."
    if in_favour < view.quorum:
        return f"{sides}: it cannot be overruled before {view.quorum} are in favour."
    return f"{sides}: it cannot be overruled, {majority} of those who take a side are needed."
