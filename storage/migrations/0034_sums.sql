-- Sums of what has happened, for each quarter of an hour and each day (UTC), so that the owner's
-- numbers cost the same in a shop of any size. Each fact is counted in its own transaction. The
-- views say what is counted, and `check` compares both.
CREATE TABLE sums (
    -- 0: what happens now; 1: ends of access, most of which lie ahead; 2: what is rare. They lie
    -- apart, so that a sale changes two pages, and what is rare is found at once.
    area INTEGER NOT NULL CHECK (area IN (0, 1, 2)),
    -- The end of the time that is summed up, which itself isn't part of it, and how long that is.
    until INTEGER NOT NULL,
    seconds INTEGER NOT NULL CHECK (seconds IN (900, 86400)),
    kind TEXT NOT NULL,
    -- The tariff of a sale, the plan of an access, and so on: see the views.
    subject INTEGER NOT NULL,
    -- Empty where it isn't known, or nothing was paid.
    currency TEXT NOT NULL,
    number INTEGER NOT NULL,
    -- How many of them have a known amount, and the sum of these: its billions and the rest,
    -- because SQLite fails on a sum of integers that exceeds 64 bits.
    amounts INTEGER NOT NULL,
    high INTEGER NOT NULL,
    low INTEGER NOT NULL,
    -- The latest moment that was ever counted here; and between which ids all rows are that ever
    -- were, so that the rows of some time are found without an index: see `row` in the views.
    latest INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    PRIMARY KEY (area, until, seconds, kind, subject, currency)
) STRICT, WITHOUT ROWID;

-- Payments that stand: the time at which access begins, which is never later than the arrival.
CREATE VIEW counted_sales (area, kind, at, subject, currency, amount, row) AS
SELECT 0, 'sold', MIN(COALESCE(p.purchased_at, p.received_at), p.received_at),
    COALESCE(g.tariff_id, 0), COALESCE(p.currency, ''), p.amount_minor, p.id
FROM purchases p JOIN grants g ON g.purchase_row = p.id
WHERE p.status = 'applied';

CREATE VIEW counted_refunds (area, kind, at, subject, currency, amount, row) AS
SELECT 0, 'refunded', refunded_at, 0, COALESCE(currency, ''), amount_minor, id
FROM purchases
WHERE status = 'refunded' AND same_as IS NULL AND refunded_at IS NOT NULL;

-- Trials cost nothing, whatever price their event names.
CREATE VIEW counted_recurring (area, kind, at, subject, currency, amount, row) AS
SELECT 0, 'recurring', occurred_at, subscription_id,
    CASE WHEN type = 'trial' THEN '' ELSE COALESCE(currency, '') END, price_minor, id
FROM recurring_events
WHERE status = 'applied' AND what <> 'cancelled' AND occurred_at IS NOT NULL;

-- How often access was bought for the first time, and again; manual grants don't count.
CREATE VIEW counted_newcomers (area, kind, at, subject, currency, amount, row, person) AS
SELECT 0, CASE WHEN EXISTS (
        SELECT 1 FROM grants e
        WHERE e.telegram_user_id = g.telegram_user_id AND e.revoked_at IS NULL
            AND e.source <> 'admin' AND (e.granted_at, e.id) < (g.granted_at, g.id))
        THEN 'again' ELSE 'first' END, g.granted_at, 0, '', NULL, g.id, g.telegram_user_id
FROM grants g
WHERE g.revoked_at IS NULL AND g.source <> 'admin' AND NOT EXISTS (
    SELECT 1 FROM recurring_events c WHERE c.id = g.recurring_event AND c.what = 'cancelled');

-- The present or last access to each plan: its start, and its end or that it is for life.
CREATE VIEW counted_starts (area, kind, at, subject, currency, amount, row) AS
SELECT 0, 'began', started_at, plan_id, '', NULL, 0 FROM subscriptions;

CREATE VIEW counted_ends (area, kind, at, subject, currency, amount, row) AS
SELECT 1, 'ended', expires_at, plan_id, '', NULL, 0 FROM subscriptions
WHERE expires_at IS NOT NULL;

CREATE VIEW counted_lifetimes (area, kind, at, subject, currency, amount, row) AS
SELECT 1, 'life', 0, plan_id, '', NULL, 0 FROM subscriptions WHERE expires_at IS NULL;

-- Starts and ends at which the person had another plan all the same; and starts after a time
-- without any plan, with the moment since when. Access is from after its start up to its end.
-- People with one plan have no rows here.
CREATE VIEW counted_starts_within (area, kind, at, subject, currency, amount, row, person) AS
SELECT 0, 'began-within', s.started_at, 0, '', NULL, 0, s.telegram_user_id
FROM subscriptions s
WHERE EXISTS (
    SELECT 1 FROM subscriptions o
    WHERE o.telegram_user_id = s.telegram_user_id AND o.plan_id <> s.plan_id
        AND (o.started_at < s.started_at OR (o.started_at = s.started_at AND o.plan_id < s.plan_id))
        AND (o.expires_at IS NULL OR o.expires_at >= s.started_at));

CREATE VIEW counted_ends_within (area, kind, at, subject, currency, amount, row, person) AS
SELECT 1, 'ended-within', s.expires_at, 0, '', NULL, 0, s.telegram_user_id
FROM subscriptions s
WHERE s.expires_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM subscriptions o
    WHERE o.telegram_user_id = s.telegram_user_id AND o.plan_id <> s.plan_id
        AND o.started_at <= s.expires_at
        AND (o.expires_at IS NULL OR o.expires_at > s.expires_at
            OR (o.expires_at = s.expires_at AND o.plan_id < s.plan_id)));

CREATE VIEW counted_lifetimes_within (area, kind, at, subject, currency, amount, row, person) AS
SELECT 1, 'life-within', 0, 0, '', NULL, 0, s.telegram_user_id
FROM subscriptions s
WHERE s.expires_at IS NULL AND EXISTS (
    SELECT 1 FROM subscriptions o
    WHERE o.telegram_user_id = s.telegram_user_id AND o.plan_id < s.plan_id
        AND o.expires_at IS NULL);

CREATE VIEW counted_gaps (area, kind, at, subject, currency, amount, row, person) AS
SELECT 2, 'gap', at, since, '', NULL, 0, person
FROM (
    SELECT s.started_at AS at, s.telegram_user_id AS person, (
        SELECT MAX(o.expires_at) FROM subscriptions o
        WHERE o.telegram_user_id = s.telegram_user_id AND o.plan_id <> s.plan_id
            AND o.expires_at < s.started_at) AS since
    FROM subscriptions s
    WHERE NOT EXISTS (
        SELECT 1 FROM subscriptions o
        WHERE o.telegram_user_id = s.telegram_user_id AND o.plan_id <> s.plan_id
            AND (o.started_at < s.started_at
                OR (o.started_at = s.started_at AND o.plan_id < s.plan_id))
            AND (o.expires_at IS NULL OR o.expires_at >= s.started_at)))
WHERE since IS NOT NULL;

CREATE VIEW counted_overlaps AS
SELECT * FROM counted_starts_within
UNION ALL SELECT * FROM counted_ends_within
UNION ALL SELECT * FROM counted_lifetimes_within
UNION ALL SELECT * FROM counted_gaps;

CREATE VIEW counted (area, kind, at, subject, currency, amount, row) AS
SELECT * FROM counted_sales
UNION ALL SELECT * FROM counted_refunds
UNION ALL SELECT * FROM counted_recurring
UNION ALL SELECT area, kind, at, subject, currency, amount, row FROM counted_newcomers
UNION ALL SELECT * FROM counted_starts
UNION ALL SELECT * FROM counted_ends
UNION ALL SELECT * FROM counted_lifetimes
UNION ALL SELECT area, kind, at, subject, currency, amount, row FROM counted_overlaps;

-- The same in quarters of an hour, as `sums` has it; and what it has by days too, because each
-- quarter has many rows beside these.
CREATE VIEW counted_in_quarters AS
SELECT area, at - at % 900 + 900 AS until, 900 AS seconds, kind, subject, currency,
    COUNT(*) AS number, COUNT(amount) AS amounts,
    COALESCE(SUM(amount / 1000000000), 0) AS high, COALESCE(SUM(amount % 1000000000), 0) AS low,
    MAX(at) AS latest, MIN(row) AS first_row, MAX(row) AS last_row
FROM counted
GROUP BY 1, 2, 4, 5, 6;

CREATE VIEW counted_in_days AS
SELECT area, until - 900 - (until - 900) % 86400 + 86400 AS until, 86400 AS seconds, kind,
    subject, currency, SUM(number) AS number, SUM(amounts) AS amounts, SUM(high) AS high,
    SUM(low) AS low, MAX(latest) AS latest, MIN(first_row) AS first_row,
    MAX(last_row) AS last_row
FROM sums
WHERE seconds = 900 AND kind IN ('sold', 'refunded', 'recurring', 'first', 'again', 'ended',
    'ended-within')
GROUP BY 1, 2, 4, 5, 6;

-- More than is counted: when people may have come back to a plan (`subject` is the person), and the
-- last delivery of a quarter (`number` is its event).
CREATE VIEW counted_returns AS
SELECT 2 AS area, s.started_at - s.started_at % 900 + 900 AS until, 900 AS seconds,
    'returned' AS kind, s.telegram_user_id AS subject, '' AS currency, COUNT(*) AS number,
    0 AS amounts, 0 AS high, 0 AS low, MAX(s.started_at) AS latest, 0 AS first_row, 0 AS last_row
FROM subscriptions s
WHERE EXISTS (
    SELECT 1 FROM grants g
    WHERE g.telegram_user_id = s.telegram_user_id AND g.revoked_at IS NULL
        AND g.plan_id = s.plan_id AND g.granted_at < s.started_at)
GROUP BY 2, 5;

INSERT INTO sums SELECT * FROM counted_in_quarters;
INSERT INTO sums SELECT * FROM counted_in_days;
INSERT INTO sums SELECT * FROM counted_returns;
INSERT INTO sums
SELECT 0, last_seen_at - last_seen_at % 900 + 900, 900, 'delivery', 0, '', id, 0, 0, 0,
    last_seen_at, 0, 0
FROM webhook_events
ORDER BY last_seen_at DESC, id DESC LIMIT 1;

-- Each of these was a B-tree more that every sale or renewal wrote to, and served such numbers
-- alone; the messages about a subject are found by their keys.
DROP INDEX webhook_events_by_last_seen;
DROP INDEX purchases_by_sale;
DROP INDEX grants_by_time;
DROP INDEX subscriptions_by_start;
DROP INDEX outbox_by_subject;
DROP INDEX recurring_payments_by_time;

-- What is written here is counted, `number` times.
CREATE VIEW counting (area, kind, at, subject, currency, amount, row, number) AS
SELECT area, kind, at, subject, currency, amount, row, 1 FROM counted WHERE false;

CREATE TRIGGER count_in_quarter INSTEAD OF INSERT ON counting
BEGIN
    INSERT INTO sums
    VALUES (NEW.area, NEW.at - NEW.at % 900 + 900, 900, NEW.kind, NEW.subject, NEW.currency,
        NEW.number, NEW.number * (NEW.amount IS NOT NULL),
        NEW.number * COALESCE(NEW.amount / 1000000000, 0),
        NEW.number * COALESCE(NEW.amount % 1000000000, 0), NEW.at, NEW.row, NEW.row)
    ON CONFLICT DO UPDATE SET number = number + excluded.number,
        amounts = amounts + excluded.amounts, high = high + excluded.high,
        low = low + excluded.low, latest = MAX(latest, excluded.latest),
        first_row = MIN(first_row, excluded.first_row),
        last_row = MAX(last_row, excluded.last_row);
END;

CREATE TRIGGER count_in_day INSTEAD OF INSERT ON counting
WHEN NEW.kind IN ('sold', 'refunded', 'recurring', 'first', 'again', 'ended',
    'ended-within')
BEGIN
    INSERT INTO sums
    VALUES (NEW.area, NEW.at - NEW.at % 86400 + 86400, 86400, NEW.kind, NEW.subject,
        NEW.currency, NEW.number, NEW.number * (NEW.amount IS NOT NULL),
        NEW.number * COALESCE(NEW.amount / 1000000000, 0),
        NEW.number * COALESCE(NEW.amount % 1000000000, 0), NEW.at, NEW.row, NEW.row)
    ON CONFLICT DO UPDATE SET number = number + excluded.number,
        amounts = amounts + excluded.amounts, high = high + excluded.high,
        low = low + excluded.low, latest = MAX(latest, excluded.latest),
        first_row = MIN(first_row, excluded.first_row),
        last_row = MAX(last_row, excluded.last_row);
END;

-- Facts that change are counted by triggers. New ones are counted by the functions that insert
-- them: with a trigger SQLite copies all rows of an INSERT first, and a sale took a third longer.
CREATE TRIGGER sums_before_sale_changes
BEFORE UPDATE OF status, amount_minor, currency, purchased_at, received_at ON purchases
WHEN OLD.status = 'applied'
BEGIN
    INSERT INTO counting
    SELECT area, kind, at, subject, currency, amount, row, -1
    FROM counted_sales WHERE row = OLD.id;
END;

CREATE TRIGGER sums_after_sale_changed
AFTER UPDATE OF status, amount_minor, currency, purchased_at, received_at ON purchases
WHEN NEW.status = 'applied'
BEGIN
    INSERT INTO counting
    SELECT area, kind, at, subject, currency, amount, row, 1
    FROM counted_sales WHERE row = NEW.id;
END;

CREATE TRIGGER sums_before_refund_changes
BEFORE UPDATE OF status, same_as, amount_minor, currency, refunded_at ON purchases
WHEN OLD.status = 'refunded'
BEGIN
    INSERT INTO counting
    SELECT area, kind, at, subject, currency, amount, row, -1
    FROM counted_refunds WHERE row = OLD.id;
END;

CREATE TRIGGER sums_after_refund_changed
AFTER UPDATE OF status, same_as, amount_minor, currency, refunded_at ON purchases
WHEN NEW.status = 'refunded'
BEGIN
    INSERT INTO counting
    SELECT area, kind, at, subject, currency, amount, row, 1
    FROM counted_refunds WHERE row = NEW.id;
END;

CREATE TRIGGER sums_before_grant_changes BEFORE UPDATE OF granted_at, revoked_at ON grants
WHEN OLD.source <> 'admin' AND (OLD.granted_at <> NEW.granted_at
    OR (OLD.revoked_at IS NULL) <> (NEW.revoked_at IS NULL))
BEGIN
    INSERT INTO counting
    SELECT area, kind, at, subject, currency, amount, row, -1
    FROM counted_newcomers WHERE person = OLD.telegram_user_id;
END;

CREATE TRIGGER sums_after_grant_changed AFTER UPDATE OF granted_at, revoked_at ON grants
WHEN OLD.source <> 'admin' AND (OLD.granted_at <> NEW.granted_at
    OR (OLD.revoked_at IS NULL) <> (NEW.revoked_at IS NULL))
BEGIN
    INSERT INTO counting
    SELECT area, kind, at, subject, currency, amount, row, 1
    FROM counted_newcomers WHERE person = NEW.telegram_user_id;
END;

CREATE TRIGGER sums_before_recurring_changes BEFORE UPDATE ON recurring_events
BEGIN
    INSERT INTO counting
    SELECT area, kind, at, subject, currency, amount, row, -1
    FROM counted_recurring WHERE row = OLD.id;
END;

CREATE TRIGGER sums_after_recurring_changed AFTER UPDATE ON recurring_events
BEGIN
    INSERT INTO counting
    SELECT area, kind, at, subject, currency, amount, row, 1
    FROM counted_recurring WHERE row = NEW.id;
END;
