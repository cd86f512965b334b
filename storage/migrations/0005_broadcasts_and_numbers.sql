-- Broadcasts, and the indexes that make the owner's numbers cost what they count.

-- A draft that was dropped stays: its number, which old buttons hold, must be no other's.
CREATE TABLE broadcasts (
    id INTEGER PRIMARY KEY,
    admin_id INTEGER NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('all', 'active', 'expired', 'tariff')),
    tariff_id INTEGER REFERENCES tariffs (id),
    text TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'dropped', 'sending', 'stopping', 'stopped', 'sent')),
    -- What was counted when the text was shown to the admin: who can be written to, who can't.
    expected INTEGER NOT NULL,
    expected_skipped INTEGER NOT NULL,
    -- People are looked at in the order of their ids, in portions: up to here so far.
    looked_up_to INTEGER NOT NULL DEFAULT 0,
    all_looked_at INTEGER NOT NULL DEFAULT 0 CHECK (all_looked_at IN (0, 1)),
    recipients INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    progress_message_id INTEGER,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    CHECK ((audience = 'tariff') = (tariff_id IS NOT NULL)),
    CHECK ((state IN ('draft', 'dropped')) = (started_at IS NULL)),
    CHECK ((state IN ('stopped', 'sent')) = (finished_at IS NOT NULL))
) STRICT;

CREATE INDEX open_broadcasts ON broadcasts (id) WHERE state IN ('sending', 'stopping');
CREATE INDEX broadcast_drafts ON broadcasts (admin_id) WHERE state = 'draft';

-- The fate of a broadcast's messages, without counting those that simply arrived.
CREATE INDEX outbox_broadcasts_unsent ON outbox (subject_id, state, error)
    WHERE lane = 2 AND state <> 'sent';

-- Whom a broadcast could not reach is told in its report, and waits for nobody.
DROP INDEX outbox_undeliverable;
CREATE INDEX outbox_undeliverable ON outbox (id) WHERE state = 'undeliverable' AND lane < 2;

CREATE INDEX purchases_by_sale
    ON purchases (MIN(COALESCE(purchased_at, received_at), received_at)) WHERE status = 'applied';
CREATE INDEX purchases_by_refund ON purchases (refunded_at) WHERE status = 'refunded';
CREATE INDEX grants_by_time ON grants (granted_at) WHERE revoked_at IS NULL;
CREATE INDEX subscriptions_by_start ON subscriptions (started_at);
CREATE INDEX subscriptions_by_end ON subscriptions (expires_at);
