-- Renewing payments in Stars: Telegram charges again every 30 days until somebody stops it.

ALTER TABLE stars_prices ADD COLUMN renews INTEGER NOT NULL DEFAULT 0
    CHECK (renews = 0 OR (renews = 1 AND stars IS NOT NULL AND stars <= 10000));
ALTER TABLE stars_orders ADD COLUMN renews INTEGER NOT NULL DEFAULT 0
    CHECK (renews = 0 OR (renews = 1 AND stars <= 10000));

-- What one person pays again and again by one order; a link that several pay makes several of these.
CREATE TABLE stars_renewals (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES stars_orders (id),
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    -- Telegram's charge of the first payment, by which it is stopped; NULL until it is known.
    first_charge TEXT UNIQUE,
    started_at INTEGER NOT NULL,
    -- What the latest of its events says; `check` compares both.
    state TEXT NOT NULL,
    -- What Telegram was asked for, from before the call until its answer is known.
    asked TEXT CHECK (asked IN ('stop', 'allow')),
    asked_at INTEGER,
    CHECK ((asked IS NULL) = (asked_at IS NULL))
) STRICT;

CREATE INDEX stars_renewals_by_order ON stars_renewals (order_id);
CREATE INDEX stars_renewals_by_person ON stars_renewals (telegram_user_id);

-- Its payments, Telegram's reports that it won't renew or will again, and what was done here.
CREATE TABLE stars_renewal_events (
    id INTEGER PRIMARY KEY,
    renewal_id INTEGER NOT NULL REFERENCES stars_renewals (id),
    what TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Telegram's number of the report, so that a second delivery changes nothing.
    update_id INTEGER UNIQUE,
    actor TEXT NOT NULL -- telegram, person:ID or admin:ID
) STRICT;

CREATE INDEX stars_renewal_events_by_renewal ON stars_renewal_events (renewal_id, at, id);

ALTER TABLE stars_payments ADD COLUMN renewal_id INTEGER REFERENCES stars_renewals (id);
-- The end of the paid time as Telegram names it; NULL where it doesn't, or it can't be believed.
ALTER TABLE stars_payments ADD COLUMN named_end_at INTEGER;
CREATE INDEX stars_payments_by_renewal ON stars_payments (renewal_id) WHERE renewal_id IS NOT NULL;

-- Derived like the rest of the row: whether Telegram renews at `renews_at`, and not Tribute.
ALTER TABLE subscriptions ADD COLUMN renews_in_stars INTEGER NOT NULL DEFAULT 0
    CHECK (renews_in_stars IN (0, 1));
