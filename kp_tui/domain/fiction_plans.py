"""Made-up plans of the demo: two that are written, one of them evaluated, and one that was only spoken."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.plans import Horizon, PlanForm
from kp_tui.domain.sheets import day_typed

AREAS = ("Bydlení", "Dluhy a finance", "Práce", "Rodina a vztahy", "Zdraví a péče")
"""In what people ask for help; the first two are those of the first plan's goals."""

TICKED = "vypsat všechny dluhy"
"""The step of the first plan that is done already."""


def plans(today: date) -> Sequence[PlanAnswers]:
    """The plans of the key worker's first clients; one step is due soon, whenever the demo is made."""
    soon, later, latest = (day_typed(today + timedelta(days=days)) for days in (3, 20, 60))
    return (
        PlanAnswers(
            situation="Po rozchodu bydlí u sestry, nájem si sám dosud neplatil. Má dva dluhy po splatnosti.",
            wishes="Chce mít vlastní klid a nebát se otevřít poštu.",
            abilities="Je zručný, umí si uvařit a hospodařit s málem. Na úřad nerad chodí sám.",
            goals=f"Chci bydlet ve svém\n- klient: podat žádost o městský byt do {soon}\n"
            f"- Jana: volat realitkám 2x týdně do {latest}\n"
            f"Chci vědět, komu kolik dlužím\n- klient: {TICKED} do {later}\n"
            f"- spolu: domluvit splátkový kalendář do {later}",
            participants="klient, jeho sestra",
        ),
        PlanAnswers(
            situation="Stará se o matku po mrtvici a sama pracuje na směny.",
            goals=f"Potřebuji si odpočinout a vědět, že je o mámu postaráno\n"
            f"- klientka: zajistit odlehčovací službu do {later}",
            horizon=Horizon.SHORT,
        ),
        PlanAnswers(form=PlanForm.ORAL, horizon=Horizon.SHORT),
    )


def evaluation(today: date) -> Mapping[str, str]:
    """How the first plan goes, as its sheet asks."""
    return {
        "course": "Dluhy má sepsané, lekl se jich míň, než čekal. O byt zatím nepožádal.",
        "satisfaction": "satisfied",
        "words": "Konečně vím, na čem jsem.",
        "next_on": day_typed(today + timedelta(days=30)),
    }
