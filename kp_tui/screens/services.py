"""The services of the organisation, each with its districts below; the manager keeps them (K10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from kp_tui.domain.errors import N_
from kp_tui.domain.services import District, Service
from kp_tui.locale import _
from kp_tui.locale.words import word
from kp_tui.screens.listing import ListingScreen
from kp_tui.usecases.services import (
    add_district,
    add_service,
    change_district,
    change_service,
    list_districts,
    list_services,
)
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen

INDENT = "   "
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A service, or one of its districts with its worker."""

    service: Service
    district: District | None = None
    worker: str = ""


class ServicesScreen(ListingScreen[Key, Line]):
    """Enter changes the service or the district under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "new_service", N_("New service"), "service.new", N_("Add a service of the organisation")),
        key(
            "d",
            "new_district",
            N_("New district"),
            "district.new",
            N_("Add a district to the service under the cursor"),
        ),
    ]

    def title_text(self) -> str:
        """What is listed."""
        return _("Services: Enter changes, n adds a service, d a district")

    def columns(self) -> Sequence[Column[Line]]:
        """The name, what kind it is, how its cases find a key worker or whose district it is."""
        return [
            Column(_("Name"), name_text, 26, grow=2),
            Column(
                _("Kind of service"), lambda line: "" if line.district else word(line.service.profile), 18
            ),
            Column(_("Cases are allocated"), allocation_text, 22, grow=1),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("There is no service yet.")

    async def listed(self) -> Iterable[tuple[Key, Line]]:
        """Each service, then its districts."""
        services = await self.desk.perform(list_services)
        districts = await self.desk.perform(list_districts)
        lines = []
        for service in services:
            lines.append(((service.id, 0), Line(service)))
            theirs = ((one, worker) for one, worker in districts if one.service_id == service.id)
            lines += [((service.id, one.id), Line(service, one, worker)) for one, worker in theirs]
        return lines

    @on(Chosen)
    async def change(self, event: Chosen[Key, Line]) -> None:
        """Change the service or the district."""
        line = event.row
        if line.district is None:
            await self.ways.to_sheet(change_service.name, line.service.id)
        else:
            await self.ways.to_sheet(change_district.name, line.district.id)

    async def action_new_service(self) -> None:
        """Add a service."""
        await self.ways.to_sheet(add_service.name)

    async def action_new_district(self) -> None:
        """Add a district to the service under the cursor."""
        if self.row is not None:
            await self.ways.to_sheet(add_district.name, self.row.service.id)


def name_text(line: Line) -> str:
    """The name of a service, or further in that of a district."""
    return line.service.name if line.district is None else f"{INDENT}{line.district.name}"


def allocation_text(line: Line) -> str:
    """How cases find their key worker; of a district whose it is."""
    return word(line.service.allocation) if line.district is None else line.worker
