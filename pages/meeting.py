"""Meeting: the steering group goes through what is open; a component draws it and does it all."""

from hrgl.core.enums import Role
from hrgl.ui.meeting import meeting_view
from hrgl.ui.shell.page import page_for

page_for(Role.FACILITATOR, Role.STEERING, Role.ORGANISER)
meeting_view.draw_meeting()
