"""Outcome, once published: where anybody reads it, if the edition makes it public."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import DocumentForm
from tests.publishing import brought_to_approval, publish_as_read
from tests.ui.conftest import Open


@pytest.mark.parametrize("public", [True, False])
def test_the_address_for_everybody_stands_beside_a_number_that_is_public(
    open_page: Open, demonstration: Engine, public: bool
) -> None:
    with transaction(demonstration) as session:
        publish_as_read(session, brought_to_approval(session).organiser)
        for form in session.exec(select(DocumentForm)).all():
            form.is_public = public
    at = open_page(Role.ORGANISER, "outcome")
    told = [each.value for each in at.code if each.value.endswith("/outcome/2023-demo")]
    assert len(told) == public
    assert any(each.value == "Anybody can read it at" for each in at.caption) is public
