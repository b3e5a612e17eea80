from __future__ import annotations

from notification_service.workers.lease import Lease, steady_seconds


def test_a_lease_holds_until_its_end_and_longer_when_renewed():
    lease = Lease(1, steady_seconds() - 0.001)
    assert not lease.holds()

    lease.renew(steady_seconds() + 60)

    assert lease.holds()


def test_renewing_never_shortens_a_lease_and_a_lost_one_is_over():
    lease = Lease(1, steady_seconds() + 60)
    lease.renew(steady_seconds() - 5)
    assert lease.holds()

    lease.lose()

    assert not lease.holds()
