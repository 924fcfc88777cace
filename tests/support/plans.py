"""Plans for tests: written as their form would."""

from dataclasses import replace
from typing import Any

from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.usecases.plan_forms import plan_form, save_plan
from tests.support.at_work import client_id
from tests.support.stores import Office

GOALS = (
    "Chce bydlet sám\n- klient: zajít na úřad do 5. 12. 2026\n- Jana: volat realitkám 2x týdně do 30. 6. 2026"
)
PLAN = PlanAnswers(situation="Bydlí u sestry.", wishes="Mít svůj klid.", abilities="Umí vařit.", goals=GOALS)


def write_plan(office: Office, mark: str, *, by: str = "novakova", **answers: Any) -> int:
    """Save the client's plan, or its next version; gives the plan's number."""
    opened = office[by].perform(plan_form, client_id(office, mark))
    return office[by].perform(save_plan, opened, replace(PLAN, **answers))
