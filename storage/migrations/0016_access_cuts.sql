-- Access ended by an admin cuts at that moment, and a cancellation is about its own period.

-- An admin's end to somebody's access, never changed and never deleted. It cuts the person's grants
-- up to last_grant, their newest one at that moment; later ones are honoured in full.
CREATE TABLE access_cuts (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    at INTEGER NOT NULL,
    admin_id INTEGER NOT NULL,
    reason TEXT,
    last_grant INTEGER NOT NULL REFERENCES grants (id)
) STRICT;

CREATE INDEX access_cuts_by_person ON access_cuts (telegram_user_id, last_grant, at);

-- People whose subscription must be folded again, because a migration changed what it is made of.
-- The code does so in the migration's own transaction, and empties the table.
CREATE TABLE people_to_fold (
    telegram_user_id INTEGER PRIMARY KEY REFERENCES people (telegram_user_id)
) STRICT;

-- Derived: the bought time since started_at, where expires_at is nothing but their sum. A sale is
-- then added to it without reading the person's other grants. NULL: not so, or not known yet.
ALTER TABLE subscriptions ADD COLUMN bought_months INTEGER;
ALTER TABLE subscriptions ADD COLUMN bought_days INTEGER
    CHECK ((bought_days IS NULL) = (bought_months IS NULL));

-- Until now an admin's revocation withdrew grants as if they had never been. Each becomes a cut at
-- its moment, and its grants count until then; grants of refunded purchases stay revoked.
INSERT INTO people_to_fold SELECT DISTINCT telegram_user_id FROM grants WHERE revoked_by IS NOT NULL;

INSERT INTO access_cuts (telegram_user_id, at, admin_id, reason, last_grant)
SELECT telegram_user_id, revoked_at, revoked_by, MAX(revoked_reason), MAX(id)
FROM grants WHERE revoked_by IS NOT NULL
GROUP BY telegram_user_id, revoked_at, revoked_by
ORDER BY revoked_at, MAX(id);

UPDATE grants SET revoked_by = NULL, revoked_reason = NULL, revoked_at = CASE
    WHEN purchase_row IN (SELECT id FROM purchases WHERE status <> 'applied') THEN revoked_at END
WHERE revoked_by IS NOT NULL;

-- The period of a recurring subscription, such as monthly or yearly; NULL where it isn't known.
ALTER TABLE recurring_events ADD COLUMN period_id INTEGER CHECK (period_id > 0);

UPDATE recurring_events SET period_id = (
    SELECT CASE WHEN typeof(period_id) = 'integer' AND period_id > 0 THEN period_id END
    FROM (
        SELECT CASE WHEN json_valid(CAST(body AS TEXT)) THEN
            CASE json_type(CAST(body AS TEXT), '$.payload.period_id')
                WHEN 'integer' THEN json_extract(CAST(body AS TEXT), '$.payload.period_id') END
            END AS period_id
        FROM webhook_events e WHERE e.id = event_id));

INSERT OR IGNORE INTO people_to_fold
SELECT DISTINCT telegram_user_id FROM recurring_events
WHERE telegram_user_id IN (SELECT telegram_user_id FROM subscriptions);
