"""What is known of an act: who may do it, how it is told, whether it can be taken back."""

from dataclasses import KW_ONLY, dataclass
from enum import Enum, StrEnum

from hrgl.core.permissions import Permission


class Heading(StrEnum):
    """What the history can be narrowed to, as it stands on the page."""

    NOTES = "Notes and statements"
    THEMES = "Themes"
    ENCOURAGEMENTS = "Encouragements"
    REVIEWS = "Reviews"
    DOCUMENT = "Document"
    SET_UP = "People and set-up"
    TAKEN_BACK = "Acts taken back"


class Counted(Enum):
    """What an act counts as in the news: one and many, in the order of the work."""

    INPUT_SENT = "new input", "new inputs"
    NOTE_ADDED = "new note", "new notes"
    IMPORT = "import of notes", "imports of notes"
    INPUT = "step with an input", "steps with inputs"
    NOTE = "edited note", "edited notes"
    WORKSHOP = "summary of a workshop", "summaries of workshops"
    PROPOSAL = "new proposal of themes", "new proposals of themes"
    QUESTION = "question for a proposal", "questions for a proposal"
    THEME = "change to themes", "changes to themes"
    SECOND_LOOK = "second look at a statement", "second looks at statements"
    STATEMENT = "change to statements", "changes to statements"
    ENCOURAGEMENT = "change to encouragements", "changes to encouragements"
    REVIEW = "new review", "new reviews"
    ANSWER = "answer to an objection", "answers to objections"
    RULING = "ruling on an objection", "rulings on objections"
    AMENDMENT = "step with an amendment", "steps with amendments"
    FILE = "Word file of the draft", "Word files of the draft"
    MEETING = "step of a meeting", "steps of a meeting"
    COMMENT = "new comment", "new comments"
    COMMENT_STEP = "step with a comment", "steps with comments"
    ROUND = "change to the participants’ round", "changes to the participants’ round"
    DOCUMENT = "step of the outcome document", "steps of the outcome document"
    TAKEN_BACK = "act taken back", "acts taken back"
    DOOR = "change to a door", "changes to doors"
    PEOPLE = "change to the people", "changes to the people"
    EDITION = "change to the edition", "changes to the edition"
    OTHER = "other change", "other changes"


@dataclass(frozen=True)
class Act:
    """One act, by the name that its entries in the history bear: "theme.merged".

    The sentence goes on after the name of who acted; its braces stand for what the entry tells.
    Nobody who is signed in may do what has no permission: the command line does it.
    """

    name: str
    sentence: str
    _: KW_ONLY
    permission: Permission | None
    subject: str  # the table of the row it is recorded of
    heading: Heading
    counted: Counted
    why_it_stays: str = ""  # why it cannot be taken back; empty if it can
    changes_subject: bool = True  # false if what others may be editing stays as it was

    @property
    def noun(self) -> str:
        """The beginning of its name, which acts of one kind share."""
        return self.name.split(".")[0]
