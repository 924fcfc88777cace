"""The family of a client as one unit beside its members, each of whom keeps an own file (L8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from kp_tui.domain.errors import N_
from kp_tui.domain.families import Family, Member
from kp_tui.locale import _
from kp_tui.screens.listing import ListingScreen
from kp_tui.usecases.families import families_of, found_family, join_family, leave_family
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen


@dataclass(frozen=True, slots=True)
class Line:
    """A member of a family."""

    family: Family
    member: Member


class FamilyScreen(ListingScreen[int, Line]):
    """Enter opens the member's case."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "n",
            "add",
            N_("Member of the family"),
            "family.add",
            N_("Found the family, or add another client to it by their mark"),
        ),
        key(
            "delete",
            "leave_family",
            N_("Out of the family"),
            "family.leave",
            N_("The member keeps their own file"),
        ),
    ]

    def __init__(self, client_id: int) -> None:
        super().__init__()
        self._client_id = client_id

    def title_text(self) -> str:
        """What is listed."""
        return _("Family: n adds a member by their mark, Enter opens the case, Del takes out")

    def columns(self) -> Sequence[Column[Line]]:
        """Which family, who, what they are in it."""
        return [
            Column(_("Family"), lambda line: line.family.name, 16, grow=1),
            Column(_("Mark"), lambda line: line.member.mark, 9),
            Column(_("Name"), lambda line: line.member.full_name, 20, grow=2),
            Column(_("Place in the family"), lambda line: line.member.relation, 20, grow=1),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("No family is written down: n founds it.")

    async def listed(self) -> Iterable[tuple[int, Line]]:
        """The members of all families of the client."""
        families = await self.desk.perform(families_of, self._client_id)
        return [(member.id, Line(family, member)) for family in families for member in family.members]

    @on(Chosen)
    async def open_case(self, event: Chosen[int, Line]) -> None:
        """Open the member's case."""
        await self.ways.to_new_case(event.row.member.client_id)

    async def action_add(self) -> None:
        """Found the family, or add somebody to the one under the cursor."""
        if self.row is None:
            await self.ways.to_sheet(found_family.name, self._client_id)
        else:
            await self.ways.to_sheet(join_family.name, self.row.family.id)

    async def action_leave_family(self) -> None:
        """Take the member under the cursor out of the family."""
        line = self.row
        if line is not None:
            await self.desk.perform(leave_family, line.member.id)
            await self.look()
            self.say(_("{mark} is out of the family.").format(mark=line.member.mark))
