"""A notice whose purchase or event has vanished is an error of the ledger, and never silence."""

import pytest

from bot.usecases.outbox.kinds import NoticeKind
from tests.usecases.notices.stage import ADMIN, set_up

OF_PURCHASES = (
    *(NoticeKind.PAID, NoticeKind.WAITING, NoticeKind.REFUNDED),
    *(NoticeKind.ADMIN_SALE, NoticeKind.ADMIN_HELD, NoticeKind.ADMIN_REFUNDED_FIRST),
    NoticeKind.ADMIN_REFUND_OVERRULED,
)
OF_EVENTS = (
    *(NoticeKind.RECURRING_STARTED, NoticeKind.RECURRING_CANCELLED),
    *(NoticeKind.ADMIN_RECURRING_NEW, NoticeKind.ADMIN_RECURRING_CANCELLED),
)


@pytest.mark.parametrize(
    ("kinds", "subject", "error"),
    [
        (OF_PURCHASES, 99, "notice {} is about a missing purchase"),
        (OF_EVENTS, 99, "notice {} is about a missing recurring event"),
        ((*OF_PURCHASES, *OF_EVENTS), None, "notice {} has no subject"),
    ],
)
async def test_a_notice_about_a_missing_row_is_an_error(tmp_path, kinds, subject, error) -> None:
    async with set_up(tmp_path) as stage:
        for kind in kinds:
            number = await stage.queue(kind, ADMIN, subject)
            with pytest.raises(LookupError) as raised:
                await stage.compose(kind, ADMIN)
            assert raised.value.args == (error.format(number),)
