"""Who may do what with a plan: every role × relation × emergency (rules, chapter 7)."""

from itertools import combinations

import pytest

from kp_tui.domain.deputies import Relation
from kp_tui.domain.people import Role
from kp_tui.domain.plan_access import PlanRight, has_emergencies, plan_right, reads_plans

# w write, c comment, r read, e sees that there is one, . nothing; in pairs: without an emergency, in one
TABLE = """
roles                              own  acting other barred
key_worker                         w w   w w   r r   . .
social_worker                      r r   r r   r r   . .
planning_coordinator               c c   c c   c c   . .
care_worker                        e e   e e   e e   . .
manager                            . r   . r   . r   . .
administrator                      . .   . .   . .   . .
nobody                             . .   . .   . .   . .
manager+administrator              . .   . .   . .   . .
manager+care_worker                e r   e r   e r   . .
key_worker+planning_coordinator    w w   w w   c c   . .
key_worker+administrator           w w   w w   r r   . .
key_worker+manager+administrator   w w   w w   r r   . .
"""
LETTERS = {
    "w": PlanRight.WRITE,
    "c": PlanRight.COMMENT,
    "r": PlanRight.READ,
    "e": PlanRight.EXISTS,
    ".": PlanRight.NOTHING,
}


def cells() -> list[tuple[frozenset[Role], Relation, bool, PlanRight]]:
    """Every cell of the table: 12 rows, 4 relations, with an emergency and without."""
    head, *lines = [line.split() for line in TABLE.splitlines() if line]
    relations = [Relation(name) for name in head[1:]]
    found = []
    for named, *letters in lines:
        roles = frozenset(Role(name) for name in named.split("+") if name != "nobody")
        for place, letter in enumerate(letters):
            found.append((roles, relations[place // 2], bool(place % 2), LETTERS[letter]))
    return found


@pytest.mark.parametrize(("roles", "relation", "emergency", "right"), cells())
def test_every_cell_of_rule_seven(
    roles: frozenset[Role], relation: Relation, right: PlanRight, *, emergency: bool
) -> None:
    assert plan_right(roles, relation, emergency=emergency) is right


def test_the_table_has_every_role_and_every_relation() -> None:
    assert {role for roles, *_ in cells() if len(roles) == 1 for role in roles} == set(Role)
    assert {relation for _, relation, *_ in cells()} == set(Relation)


@pytest.mark.parametrize("emergency", [False, True])
def test_whoever_holds_several_roles_may_what_any_of_them_may_and_a_bar_beats_all_x1(
    *,
    emergency: bool,
) -> None:
    every = [set(some) for size in range(len(Role) + 1) for some in combinations(Role, size)]
    for roles in every:
        assert plan_right(roles, Relation.BARRED, emergency=emergency) is PlanRight.NOTHING
        for relation in set(Relation) - {Relation.BARRED}:
            alone = [plan_right({role}, relation) for role in roles]
            assert plan_right(roles, relation) is max(alone, default=PlanRight.NOTHING)


def test_keys_are_granted_to_whoever_reads_and_an_administrator_has_no_emergencies_v3() -> None:
    assert {role for role in Role if reads_plans({role})} == {
        Role.KEY_WORKER,
        Role.SOCIAL_WORKER,
        Role.PLANNING_COORDINATOR,
    }
    assert {role for role in Role if has_emergencies({role})} == {Role.MANAGER}
    assert not has_emergencies({Role.MANAGER, Role.ADMINISTRATOR})


def test_whoever_the_rule_lets_read_without_an_emergency_is_granted_a_key() -> None:
    for size in range(len(Role) + 1):
        for roles in map(set, combinations(Role, size)):
            reads = max(plan_right(roles, relation) for relation in Relation) >= PlanRight.READ
            assert reads is reads_plans(roles)
