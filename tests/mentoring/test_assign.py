from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mentoring.schedule.assign import Candidate, ranked

MARCH, APRIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


def test_the_least_loaded_comes_first():
    assert ranked([Candidate(1, 3), Candidate(2, 1), Candidate(3, 2)]) == [2, 3, 1]


def test_load_is_weighed_against_the_share():
    # Four sessions at half a share weigh as much as eight at a full one.
    assert ranked([Candidate(1, 4, share=50), Candidate(2, 7), Candidate(3, 9)]) == [2, 1, 3]
    assert ranked([Candidate(1, 3, share=50), Candidate(2, 7)]) == [1, 2]


def test_among_equals_the_longest_idle_comes_first_and_who_never_had_one_before_them():
    three = [Candidate(1, 2, last_at=APRIL), Candidate(2, 2, last_at=MARCH), Candidate(3, 2)]
    assert ranked(three) == [3, 2, 1]


def test_the_last_word_is_the_key():
    assert ranked([Candidate(9, 0), Candidate(4, 0)]) == [4, 9]
    assert ranked([]) == []


@given(st.lists(st.integers(10, 200), min_size=1, max_size=8))
def test_giving_every_session_to_the_first_keeps_loads_to_shares(shares):
    loads = [0] * len(shares)
    for _session in range(300):
        people = [Candidate(at, load, share) for at, (load, share) in enumerate(zip(loads, shares, strict=True))]
        loads[ranked(people)[0]] += 1
    for load, share in zip(loads, shares, strict=True):
        # Nobody is more than one session away from what their share asks for.
        assert abs(load - 300 * share / sum(shares)) <= len(shares)
