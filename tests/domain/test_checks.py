"""When each check was last done and is next due, from the people of a household and their dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.definitions import CHECKS
from fqa_forms.domain.checks import (
    HOUSEHOLD,
    CheckedCarer,
    CheckedHousehold,
    CheckedMember,
    CheckLine,
    DoneCheck,
    check_lines,
    most_urgent_first,
)
from fqa_forms.domain.due_dates import DueState

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
BIRTHDAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31))
TODAY = date(2026, 11, 22)
APPROVED = date(2020, 1, 6)
ANN = CheckedCarer("carer-1", "Ann")
HOME = CheckedHousehold(APPROVED, kinship=False, carers=(ANN,))


def lines(home: CheckedHousehold = HOME, *done: DoneCheck, today: date = TODAY) -> dict[str, CheckLine]:
    """The lines of a household by their keys."""
    return {line.key: line for line in check_lines(CHECKS.kinds, home, done, today)}


def done(key: str, day: date) -> DoneCheck:
    kind, _, whose = key.partition("-")
    return DoneCheck(kind, whose, day)


@pytest.mark.parametrize(
    ("key", "last", "due"),
    [
        ("dbs-carer-1", date(2024, 2, 29), date(2027, 3, 1)),
        ("medical-carer-1", date(2025, 6, 30), date(2028, 6, 30)),
        ("annual_review-household", date(2026, 3, 31), date(2027, 3, 31)),
        ("health_and_safety-household", date(2026, 3, 31), date(2027, 3, 31)),
        ("development_plan-carer-1", date(2025, 12, 31), date(2026, 12, 31)),
        ("tsd-carer-1", date(2021, 1, 4), None),
    ],
)
def test_the_next_is_counted_from_the_last(key: str, last: date, due: date | None) -> None:
    line = lines(HOME, done(key, last), done(key, date(2020, 5, 1)))[key]
    assert (line.last_done, line.due) == (last, due)


@pytest.mark.parametrize(
    ("key", "mainstream", "kinship"),
    [
        ("dbs-carer-1", APPROVED, APPROVED),
        ("medical-carer-1", APPROVED, APPROVED),
        ("annual_review-household", date(2021, 1, 6), date(2021, 1, 6)),
        ("tsd-carer-1", date(2021, 1, 6), date(2021, 7, 6)),
    ],
)
def test_the_first_is_counted_from_approval(key: str, mainstream: date, kinship: date) -> None:
    assert lines()[key].due == mainstream
    assert lines(replace(HOME, kinship=True))[key].due == kinship


def test_a_carer_who_joined_later_is_counted_from_their_own_approval() -> None:
    bob = CheckedCarer("carer-2", "Bob", starts_on=date(2026, 2, 28))
    found = lines(replace(HOME, carers=(ANN, bob)))
    assert (found["tsd-carer-1"].due, found["tsd-carer-2"].due) == (date(2021, 1, 6), date(2027, 2, 28))


def test_nothing_is_asked_of_a_carer_who_left() -> None:
    left = replace(ANN, ends_on=TODAY - timedelta(days=1))
    assert set(lines(replace(HOME, carers=(left,)))) == {"annual_review-household", "health_and_safety-household"}
    assert "dbs-carer-1" in lines(replace(HOME, carers=(replace(ANN, ends_on=TODAY),)))


def test_what_was_done_once_for_all_is_never_due_again() -> None:
    line = lines(HOME, done("tsd-carer-1", date(2004, 1, 1)))["tsd-carer-1"]
    assert (line.due, line.state) == (None, DueState.IN_DATE)


def test_without_a_day_of_approval_nothing_is_said_to_be_due() -> None:
    found = lines(replace(HOME, approved_on=None))
    assert {line.due for line in found.values()} == {None}
    assert {line.state for line in found.values()} == {DueState.UNKNOWN}
    known = lines(replace(HOME, approved_on=None), done("dbs-carer-1", TODAY))["dbs-carer-1"]
    assert (known.due, known.state) == (date(2029, 11, 22), DueState.IN_DATE)


def test_who_may_be_18_is_listed_and_no_day_is_made_up() -> None:
    home = replace(HOME, members=(CheckedMember("member-1", "Cy"),))
    assert (lines(home)["dbs-member-1"].due, lines(home)["dbs-member-1"].state) == (None, DueState.UNKNOWN)
    after = lines(home, done("dbs-member-1", TODAY))["dbs-member-1"]
    assert (after.due, after.state) == (date(2029, 11, 22), DueState.IN_DATE)


@pytest.mark.parametrize(
    ("born", "due"),
    [
        (TODAY.replace(year=2008) + timedelta(days=60), date(2027, 1, 21)),
        (TODAY.replace(year=2008), TODAY),
        (TODAY.replace(year=2008) - timedelta(days=1), None),
    ],
)
def test_an_18th_birthday_to_come_is_counted_from_where_approval_is_not_known(born: date, due: date | None) -> None:
    home = replace(HOME, approved_on=None, members=(CheckedMember("member-1", "Cy", born),))
    assert lines(home)["dbs-member-1"].due == due


def test_a_check_of_another_or_of_another_kind_counts_for_nothing() -> None:
    other = [done("dbs-carer-2", TODAY), done("medical-carer-1", TODAY), DoneCheck("lost_kind", "carer-1", TODAY)]
    assert lines(HOME, *other)["dbs-carer-1"].last_done is None


def test_the_most_urgent_comes_first() -> None:
    home = replace(HOME, members=(CheckedMember("member-1", "Cy"),))
    recorded = [done("dbs-carer-1", TODAY), done("annual_review-household", TODAY - timedelta(days=340))]
    ordered = most_urgent_first(lines(home, *recorded).values())
    assert [line.key for line in ordered] == [
        *("medical-carer-1", "health_and_safety-household", "development_plan-carer-1", "tsd-carer-1"),
        *("annual_review-household", "dbs-member-1", "dbs-carer-1"),
    ]


@given(born=BIRTHDAYS, approved=DAYS, today=DAYS)
def test_a_member_is_checked_from_a_little_before_their_18th_birthday(born: date, approved: date, today: date) -> None:
    home = CheckedHousehold(approved, kinship=False, members=(CheckedMember("member-1", "Cy", born),))
    adult = date(born.year + 18, born.month, born.day) if (born.month, born.day) != (2, 29) else None
    line = lines(home, today=today).get("dbs-member-1")
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if years >= 18:
        assert line is not None
    if line is not None and adult:
        assert line.due == max(adult, approved)
        assert (line.state is DueState.OVERDUE) == (today > line.due)
    if line is None:
        assert years < 18


@given(last=DAYS, later=st.integers(0, 4000))
def test_time_only_makes_a_check_more_urgent(last: date, later: int) -> None:
    order = [DueState.IN_DATE, DueState.DUE_SOON, DueState.OVERDUE]
    now, then = last + timedelta(days=later), last + timedelta(days=later + 1)
    for key in ("dbs-carer-1", "annual_review-household"):
        states = [lines(HOME, done(key, last), today=day)[key].state for day in (now, then)]
        assert order.index(states[0]) <= order.index(states[1])


@given(last=DAYS, today=DAYS)
def test_a_yearly_check_done_within_the_year_is_never_overdue(last: date, today: date) -> None:
    line = lines(HOME, done("annual_review-household", last), today=today)["annual_review-household"]
    assert line.due is not None
    assert 365 <= (line.due - last).days <= 366
    assert (line.state is DueState.OVERDUE) == (line.due < today)


@given(days=st.lists(DAYS, min_size=1, max_size=5))
def test_the_order_in_which_checks_were_recorded_changes_nothing(days: list[date]) -> None:
    there, back = ([done("medical-carer-1", day) for day in each] for each in (days, days[::-1]))
    assert lines(HOME, *there) == lines(HOME, *back)
    assert lines(HOME, *there)["medical-carer-1"].last_done == max(days)


@given(
    approved=st.none() | DAYS,
    carers=st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=3),
    born=st.lists(st.none() | BIRTHDAYS, max_size=3),
    kinship=st.booleans(),
    today=DAYS,
)
def test_every_household_has_each_check_once(
    approved: date | None,
    carers: list[tuple[date | None, date | None]],
    born: list[date | None],
    kinship: bool,
    today: date,
) -> None:
    home = CheckedHousehold(
        approved,
        kinship,
        tuple(CheckedCarer(f"carer-{n}", "C", *days) for n, days in enumerate(carers)),
        tuple(CheckedMember(f"member-{n}", "M", day) for n, day in enumerate(born)),
    )
    found = check_lines(CHECKS.kinds, home, (), today)
    assert len({line.key for line in found}) == len(found)
    assert sum(line.whose == HOUSEHOLD for line in found) == 2
    assert all((line.due is None) == (line.state is DueState.UNKNOWN) for line in found)


def test_days_at_the_ends_of_time_are_no_fault() -> None:
    home = CheckedHousehold(date.max, False, (CheckedCarer("carer-1", "C", date.max),), ())
    assert lines(home)["tsd-carer-1"].due == date.max
    young = replace(home, members=(CheckedMember("member-1", "M", date.max), CheckedMember("member-2", "N", date.min)))
    assert "dbs-member-1" not in lines(young)
    assert "dbs-member-2" in lines(young)
