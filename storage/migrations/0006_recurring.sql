-- Tribute's recurring subscriptions: which of them count as access, and Tribute's events about them.

CREATE TABLE recurring_plans (
    -- Tribute's id of what it sells; people subscribe to it.
    subscription_id INTEGER PRIMARY KEY CHECK (subscription_id > 0),
    name TEXT,
    channel_name TEXT,
    -- unbound: nobody has decided yet whether it counts as access; foreign: it doesn't.
    state TEXT NOT NULL CHECK (state IN ('unbound', 'bound', 'foreign')),
    created_at INTEGER NOT NULL
) STRICT;

-- One row for each event: what was paid until when, or that it won't be renewed.
CREATE TABLE recurring_events (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL UNIQUE REFERENCES webhook_events (id),
    subscription_id INTEGER NOT NULL REFERENCES recurring_plans (subscription_id),
    what TEXT NOT NULL CHECK (what IN ('new', 'renewed', 'cancelled')),
    -- held: its plan is not decided; settling: it waits as a held payment, in purchases.
    status TEXT NOT NULL CHECK (status IN ('applied', 'held', 'ignored', 'settling')),
    telegram_user_id INTEGER REFERENCES people (telegram_user_id),
    telegram_username TEXT,
    trb_user_id TEXT,
    name TEXT,
    type TEXT,
    period TEXT,
    price_minor INTEGER CHECK (price_minor >= 0),
    amount_minor INTEGER CHECK (amount_minor >= 0),
    currency TEXT,
    expires_at INTEGER,
    cancel_reason TEXT,
    occurred_at INTEGER,
    received_at INTEGER NOT NULL,
    CHECK (status <> 'applied' OR (telegram_user_id IS NOT NULL AND expires_at IS NOT NULL
        AND occurred_at IS NOT NULL))
) STRICT;

CREATE INDEX recurring_events_by_person ON recurring_events (telegram_user_id, subscription_id);
CREATE INDEX recurring_events_by_end ON recurring_events (subscription_id, expires_at);
CREATE INDEX recurring_events_to_settle ON recurring_events (subscription_id, id)
    WHERE status IN ('held', 'ignored');
CREATE INDEX recurring_payments_by_time ON recurring_events (occurred_at)
    WHERE status = 'applied' AND what <> 'cancelled';

-- The event that gave it; the ledger check sees that each recurring grant has one.
ALTER TABLE grants ADD COLUMN recurring_event INTEGER REFERENCES recurring_events (id)
    CHECK ((recurring_event IS NOT NULL) = (source = 'tribute_subscription'));
CREATE UNIQUE INDEX one_grant_an_event ON grants (recurring_event) WHERE recurring_event IS NOT NULL;

-- Derived like the rest of the row: the end at which Tribute renews automatically; NULL: it doesn't.
ALTER TABLE subscriptions ADD COLUMN renews_at INTEGER;
