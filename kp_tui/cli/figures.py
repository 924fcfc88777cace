"""Indicators in the three shapes of `kp report`: for programs, for a spreadsheet, for people.

The spreadsheet is what Czech ones open with a click: semicolons, UTF-8 with a byte order mark. It is one flat
table: the figures, or with `--events` the events instead. A reference that a spreadsheet would take for a
formula has an apostrophe before it.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from kp_tui.domain.errors import N_
from kp_tui.domain.events import CONTACTS, INTERVENTIONS
from kp_tui.domain.indicators import Indicators
from kp_tui.domain.reasons import Reason
from kp_tui.locale import _, ngettext
from kp_tui.locale.words import count_text, day_text, word
from kp_tui.usecases.reports import CountedEvent, Listed

MINUTE = timedelta(minutes=1)
Events = Listed | None


class Figure(NamedTuple):
    """One number of a report: the group it stands in, its code, what it is called."""

    group: str
    code: str
    name: str
    value: int


def as_json(sums: Indicators, events: Events) -> str:
    """The shape that other programs read; its keys and their order are promised."""
    by_group: dict[str, dict[str, int]] = {}
    for figure in figures(sums):
        by_group.setdefault(figure.group, {})[figure.code] = figure.value
    report: dict[str, object] = {
        "from": sums.first.isoformat(),
        "to": sums.last.isoformat(),
        "policy": list(sums.policies),
        "contacts": by_group["contacts"],
        "interventions": by_group["interventions"],
        "clients": sums.clients,
        "not_counted": by_group.get("not_counted", {}),
    }
    if events is not None:
        report["events"] = [_event(event) for event in events.events]
        report |= {"left_out": events.left_out} if events.left_out else {}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def as_csv(sums: Indicators, events: Events) -> str:
    """A flat table for a spreadsheet."""
    table = io.StringIO("\ufeff", newline="")
    table.seek(0, io.SEEK_END)
    writer = csv.writer(table, delimiter=";")
    if events is None:
        writer.writerow(["from", "to", "policy", *Figure._fields])
        period = [sums.first.isoformat(), sums.last.isoformat(), " ".join(sums.policies)]
        writer.writerows([*period, *figure] for figure in figures(sums))
    else:
        writer.writerow(_EVENT_KEYS)
        writer.writerows(_cells(_event(event)) for event in events.events)
        writer.writerows([[""] * (len(_EVENT_KEYS) - 1) + [line] for line in _left_out(events)])
    return table.getvalue()


def as_text(sums: Indicators, events: Events) -> str:
    """A table for people."""
    lines = [f"{day_text(sums.first)} – {day_text(sums.last)}   {', '.join(sums.policies)}"]
    group = ""
    for figure in figures(sums):
        if figure.group != group:
            group = figure.group
            lines += ["", _(_HEADINGS[group])]
        lines.append(f"  {figure.name:<48} {figure.value:>9}")
    if events is not None:
        lines += ["", _("Events"), *_event_lines(events.events), *_left_out(events)]
    return "\n".join(lines)


def figures(sums: Indicators) -> Iterable[Figure]:
    """Every number of a report in the order of its groups."""
    for group, kinds, total in (
        ("contacts", CONTACTS, sums.contacts),
        ("interventions", INTERVENTIONS, sums.interventions),
    ):
        for kind in kinds:
            yield Figure(group, kind.value.removeprefix("contact_"), word(kind), sums.units[kind])
        yield Figure(group, "total", _("total"), total)
    yield Figure("clients", "clients", _("different people"), sums.clients)
    for reason in Reason:
        if sums.not_counted[reason]:
            yield Figure("not_counted", reason.value, word(reason), sums.not_counted[reason])


_HEADINGS = {
    "contacts": N_("Contacts"),
    "interventions": N_("Interventions"),
    "clients": N_("Clients"),
    "not_counted": N_("Events that do not count"),
}
_EVENT_KEYS = (
    *("ref", "date", "kind", "contacts", "interventions"),
    *("included_minutes", "reason", "explanation"),
)


def _event(event: CountedEvent) -> dict[str, str | int | None]:
    count = event.count
    return {
        "ref": event.ref,
        "date": event.day.isoformat(),
        "kind": event.kind.value,
        "contacts": count.contacts,
        "interventions": count.interventions,
        "included_minutes": count.included // MINUTE,
        "reason": count.reason.value if count.reason else None,
        "explanation": count_text(event.kind, count),
    }


def _cells(event: dict[str, str | int | None]) -> list[object]:
    return [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@" else cell for cell in event.values()]


def _left_out(listed: Listed) -> list[str]:
    """How many events are counted above and not shown to whoever is barred from their clients (X1)."""
    n = listed.left_out
    told = ngettext("{n} event you may not see is left out.", "{n} events you may not see are left out.", n)
    return [told.format(n=n)] if n else []


def _event_lines(events: Sequence[CountedEvent]) -> Iterable[str]:
    for event in events:
        yield f"  {day_text(event.day):<16} {word(event.kind):<24} {count_text(event.kind, event.count)}"
