"""Bring the Czech catalogue up to date with the texts in the code, and compile it."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "kp_tui"
CATALOGUE = PACKAGE / "locale/cs/LC_MESSAGES/kp.po"
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)  # the same texts make the same file, whenever
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def texts_in_code() -> Catalog:
    """Every text that the code marks for people, with the files it stands in."""
    texts = Catalog(locale="cs", project="kp_tui", charset="utf-8")
    for file, _line, message, comments, context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        texts.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return texts


def catalogue() -> Catalog:
    """The Czech catalogue as it is in the repository."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="cs")


def compiled(czech: Catalog) -> bytes:
    """The catalogue as `gettext` reads it."""
    file = BytesIO()
    write_mo(file, czech)
    return file.getvalue()


def renewed() -> Catalog:
    """The Czech catalogue with exactly the texts that the code has now."""
    czech = catalogue()
    czech.update(texts_in_code(), no_fuzzy_matching=True)
    czech.obsolete.clear()
    czech.project, czech.version, czech.language_team = "kp_tui", "1", "cs"
    czech.last_translator, czech.msgid_bugs_address = "kp_tui", "kp_tui"
    czech.creation_date = czech.revision_date = ALWAYS
    return czech


def main() -> None:
    """Add new texts, drop those that are gone, compile; say what still waits for its Czech."""
    czech = renewed()
    with CATALOGUE.open("wb") as file:
        write_po(file, czech, sort_output=True, no_location=True, width=110)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(czech))
    missing = [message.id for message in czech if message.id and not message.string]
    print(f"{len(czech)} texts, {len(missing)} without Czech")
    for text in missing:
        print(f"  {text}")


if __name__ == "__main__":
    main()
