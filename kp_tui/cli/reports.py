"""`kp report`: the figures for the funder."""

from datetime import date

import click

from kp_tui.cli import output
from kp_tui.cli.access import access_options, signed_in
from kp_tui.cli.groups import CommandGroup
from kp_tui.domain import csvvalues
from kp_tui.domain.errors import KpError
from kp_tui.locale import _


class Day(click.ParamType[date]):
    """A day as the tables have it: 2026-03-31 or 31. 3. 2026."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """To a date."""
        from kp_tui.locale.words import error_text

        if isinstance(value, date):
            return value
        try:
            return csvvalues.day(str(value))
        except KpError as error:
            self.fail(error_text(error), param, ctx)


@click.group(cls=CommandGroup, help=_("Figures to report."))
@access_options
def report() -> None:
    """Group."""


@report.command(help=_("Contacts, interventions and clients of a period, both days included."))
@access_options
@click.option("--from", "first", type=Day(), metavar="DAY", required=True, help=_("The first day."))
@click.option("--to", "last", type=Day(), metavar="DAY", required=True, help=_("The last day."))
@click.option("--events", "with_events", is_flag=True, help=_("List every event with its explanation, too."))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["json", "csv", "text"]),
    default="text",
    show_default=True,
    help=_("json for programs, csv for a spreadsheet, text for people."),
)
def indicators(first: date, last: date, *, with_events: bool, shape: str) -> None:
    """Report the indicators."""
    from kp_tui.cli import figures
    from kp_tui.usecases.reports import report_events, report_indicators

    with signed_in() as session:
        if with_events:
            sums, events = session.perform(report_events, first, last)
        else:
            sums, events = session.perform(report_indicators, first, last), None
    if shape == "text":
        output.say(figures.as_text(sums, events))
    else:
        output.give(figures.as_json(sums, events) if shape == "json" else figures.as_csv(sums, events))
