"""LibreOffice itself, told what to do: run by the Python that has its `uno`, never by ours.

`python3 office_uno.py PROFILE < jobs.json`; a job is {"open": …, "save": …, "steps": [[name, …]]}.
Prints as JSON, for each job, "" or what went wrong.
"""

import json
import os
import subprocess
import sys
import time

import uno  # type: ignore[import-not-found]  # only the system's Python has it
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # comes with uno
from com.sun.star.uno import Exception as UnoError  # type: ignore[import-not-found]  # likewise

WAIT = 60


def value(name, content):
    found = PropertyValue()
    found.Name, found.Value = name, content
    return found


class Office:
    """One running LibreOffice with a profile of its own."""

    def __init__(self, profile):
        pipe = f"hrgl{os.getpid()}"
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        command += ["--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
        until = time.monotonic() + WAIT
        while True:
            try:
                self.context = resolver.resolve(address)
                break
            except UnoError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
        self.desktop = self.service("com.sun.star.frame.Desktop")

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def close(self):
        try:
            self.desktop.terminate()
        except UnoError:
            self.process.terminate()
        self.process.wait(WAIT)

    def do(self, job):
        """Open a document, do the steps, save it as DOCX."""
        hidden = (value("Hidden", True), value("UpdateDocMode", 0))
        self.doc = self.desktop.loadComponentFromURL(f"file://{job['open']}", "_blank", 0, hidden)
        try:
            for step in job["steps"]:
                try:
                    getattr(self, step[0])(*step[1:])
                except (UnoError, AttributeError) as error:
                    raise RuntimeError(f"{step}: {error!r}") from error
            kind = (value("FilterName", "MS Word 2007 XML"),)
            self.doc.storeToURL(f"file://{job['save']}", kind)
        finally:
            self.doc.close(True)

    def accept(self):
        self._dispatch(".uno:AcceptAllTrackedChanges")

    def refuse(self):
        self._dispatch(".uno:RejectAllTrackedChanges")

    def _dispatch(self, command):
        self.doc.RedlineProtectionKey = uno.ByteSequence(b"")
        frame = self.doc.CurrentController.Frame
        self.service("com.sun.star.frame.DispatchHelper").executeDispatch(frame, command, "", 0, ())

    def author(self, name):
        """Have what follows signed by somebody."""
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        path = (value("nodepath", "/org.openoffice.UserProfile/Data"),)
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", path
        )
        access.givenname, access.sn = name, ""
        access.commitChanges()

    def untracked(self):
        """Have what follows not be recorded."""
        self.doc.RedlineProtectionKey = uno.ByteSequence(b"")
        self.doc.RecordChanges = False

    def replace(self, mark, offset, length, text):
        """Put other words for so many letters of the line with a bookmark."""
        self._cursor(mark, offset, length).setString(text)

    def split(self, mark, offset):
        cursor = self._cursor(mark, offset, 0)
        cursor.Text.insertControlCharacter(cursor, 0, False)

    def drop(self, mark, lines=1):
        """Take out the line with a bookmark and the ones below, with their ends."""
        cursor = self._line(mark)
        cursor.gotoStartOfParagraph(False)
        for _ in range(lines):
            cursor.gotoNextParagraph(True)
        cursor.setString("")

    def join(self, mark):
        """Take out the end of the line with a bookmark."""
        cursor = self._line(mark)
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.setString("")

    def bold(self, mark, offset, length):
        self._cursor(mark, offset, length).CharWeight = 150.0

    def comment(self, mark, offset, length, text, author):
        note = self.doc.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = text, author
        cursor = self._cursor(mark, offset, length)
        cursor.Text.insertTextContent(cursor, note, length > 0)

    def table(self, mark, text):
        """Put a table of one cell below the line with a bookmark."""
        made = self.doc.createInstance("com.sun.star.text.TextTable")
        made.initialize(1, 1)
        cursor = self._line(mark)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertTextContent(cursor, made, False)
        made.getCellByName("A1").setString(text)

    def footnote(self, mark, text):
        note = self.doc.createInstance("com.sun.star.text.Footnote")
        cursor = self._line(mark)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertTextContent(cursor, note, False)
        note.setString(text)

    def _line(self, mark):
        anchor = self.doc.Bookmarks.getByName(mark).Anchor
        return anchor.Text.createTextCursorByRange(anchor.Start)

    def _cursor(self, mark, offset, length):
        cursor = self._line(mark)
        cursor.gotoStartOfParagraph(False)
        for count, expand in ((offset, False), (length, True)):
            if count:
                cursor.goRight(count, expand)
        return cursor


def main():
    """Do the jobs, with a new LibreOffice whenever one has ended."""
    office, told = None, []
    for job in json.load(sys.stdin):
        try:
            office = office or Office(sys.argv[1])
            office.do(job)
            told.append("")
        except (UnoError, RuntimeError, OSError) as error:
            told.append(repr(error))
            if office and office.process.poll() is not None:
                office = None
    if office:
        office.close()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
