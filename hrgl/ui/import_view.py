"""Files that are brought into a workshop: drop, look at what becomes of them, import."""

import streamlit as st

from hrgl import notes
from hrgl.errors import HrglError
from hrgl.formats import reading as readers
from hrgl.models import Workshop
from hrgl.roles import Permission
from hrgl.synthesis.cutting import cut
from hrgl.ui.shell import do, may, plain


def draw(workshop: Workshop) -> None:
    """The tab for files: a preview of each, and one button for it."""
    if not may(Permission.IMPORT_NOTES):
        st.caption("Rapporteurs, facilitators and organisers import files.")
        return
    files = st.file_uploader(
        "Pads and tables: .txt, .md, .html (Etherpad), .csv",
        accept_multiple_files=True,
        key="files",
    )
    for at, file in enumerate(files):
        try:
            read = readers.read(file.name, file.getvalue())
        except HrglError as error:
            st.error(plain(str(error)), icon=":material/error:")
            continue
        cuts = [(note.text, cut(note.text)) for note in read]
        count = sum(len(found.statements) for _, found in cuts)
        fallen = [
            f"{source[f.start : f.end][:70]} – {f.reason}"
            for source, found in cuts
            for f in found.fallen_out
        ]
        st.markdown(f"**{plain(file.name)}**: {count} statements for {workshop.code}")
        shown = [t[s.start : s.end] for t, found in cuts for s in found.statements]
        st.dataframe({"Statement": shown}, height=240, key=f"preview-{at}")
        if fallen:
            with st.expander(f"{len(fallen)} pieces fall out, and why"):
                st.dataframe({"Piece": fallen}, height=200, key=f"fallen-{at}")
        if st.button(f"Import into {workshop.code}", key=f"import-{at}", type="primary"):
            taken = do(
                "File imported.", notes.bring_in, workshop_id=workshop.id,
                file_name=file.name, notes=read,
            )  # fmt: skip
            if taken is not None and not taken.statements:
                st.info(f"Everything in this file is already in {workshop.code}.")
            elif taken is not None:
                st.rerun()
