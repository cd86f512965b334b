-- The ledger and what is derived from it. Times are Unix seconds (UTC), money is in smallest units.

CREATE TABLE people (
    telegram_user_id INTEGER PRIMARY KEY CHECK (telegram_user_id > 0),
    name TEXT,
    username TEXT,
    language_code TEXT,
    locale TEXT CHECK (locale IN ('en', 'ru')),
    first_seen_at INTEGER NOT NULL,
    started_at INTEGER,
    reachable_at INTEGER,
    blocked_at INTEGER,
    blocked_reason TEXT
) STRICT;

CREATE INDEX people_by_username ON people (username COLLATE NOCASE) WHERE username IS NOT NULL;

CREATE TABLE tariffs (
    id INTEGER PRIMARY KEY,
    months INTEGER NOT NULL CHECK (months >= 0),
    days INTEGER NOT NULL CHECK (days >= 0),
    lifetime INTEGER NOT NULL CHECK (lifetime IN (0, 1)),
    created_at INTEGER NOT NULL,
    UNIQUE (months, days, lifetime),
    CHECK ((lifetime = 1) = (months = 0 AND days = 0))
) STRICT;

-- A tariff has several product ids over time: an old payment link stays payable for ever.
CREATE TABLE tariff_products (
    product_id INTEGER PRIMARY KEY CHECK (product_id > 0),
    tariff_id INTEGER NOT NULL REFERENCES tariffs (id),
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
    bound_at INTEGER NOT NULL,
    type TEXT,
    name TEXT,
    description TEXT,
    amount_minor INTEGER,
    currency TEXT,
    stars_amount INTEGER,
    accepts_cards INTEGER CHECK (accepts_cards IN (0, 1)),
    status TEXT,
    link TEXT,
    web_link TEXT,
    fetched_at INTEGER
) STRICT;

CREATE UNIQUE INDEX one_current_product ON tariff_products (tariff_id) WHERE is_current = 1;
CREATE INDEX tariff_products_by_tariff ON tariff_products (tariff_id);

-- Every validly signed delivery, understood or not; keys are kept for ever.
CREATE TABLE webhook_events (
    id INTEGER PRIMARY KEY,
    event_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    facts_digest TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'held', 'ignored', 'test')),
    problems TEXT,
    deliveries INTEGER NOT NULL DEFAULT 1 CHECK (deliveries > 0),
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT;

-- Same key, other facts: the first delivery counts, the other one is kept for the admin to see.
CREATE TABLE event_conflicts (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES webhook_events (id),
    facts_digest TEXT NOT NULL,
    body BLOB NOT NULL,
    seen_at INTEGER NOT NULL,
    UNIQUE (event_id, facts_digest)
) STRICT;

CREATE TABLE purchases (
    id INTEGER PRIMARY KEY,
    purchase_id INTEGER UNIQUE CHECK (purchase_id > 0),
    event_id INTEGER NOT NULL REFERENCES webhook_events (id),
    status TEXT NOT NULL CHECK (status IN ('applied', 'held', 'refunded', 'dismissed')),
    held_reason TEXT CHECK (held_reason IN ('unreadable', 'no_buyer', 'unbound')),
    telegram_user_id INTEGER REFERENCES people (telegram_user_id),
    telegram_username TEXT,
    trb_user_id TEXT,
    product_id INTEGER CHECK (product_id > 0),
    product_name TEXT,
    amount_minor INTEGER CHECK (amount_minor >= 0),
    currency TEXT,
    transaction_id INTEGER,
    purchased_at INTEGER,
    received_at INTEGER NOT NULL,
    settled_at INTEGER,
    refunded_at INTEGER,
    refund_reason TEXT,
    dismissed_by INTEGER,
    dismissed_reason TEXT,
    CHECK ((status = 'held') = (held_reason IS NOT NULL)),
    CHECK (status <> 'applied' OR telegram_user_id IS NOT NULL),
    CHECK (status <> 'dismissed' OR dismissed_by IS NOT NULL)
) STRICT;

CREATE INDEX purchases_by_person ON purchases (telegram_user_id) WHERE telegram_user_id IS NOT NULL;
CREATE INDEX held_purchases ON purchases (id) WHERE status = 'held';
CREATE INDEX purchases_without_number ON purchases (product_id, telegram_user_id)
    WHERE purchase_id IS NULL;

-- Refunds that don't say clearly which purchase they mean; one match, or an admin, closes them.
CREATE TABLE unmatched_refunds (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL UNIQUE REFERENCES webhook_events (id),
    telegram_user_id INTEGER,
    product_id INTEGER,
    product_name TEXT,
    amount_minor INTEGER,
    currency TEXT,
    refund_reason TEXT,
    refunded_at INTEGER NOT NULL,
    purchase_row INTEGER REFERENCES purchases (id),
    closed_by INTEGER,
    closed_reason TEXT,
    closed_at INTEGER,
    CHECK ((closed_at IS NOT NULL) = (purchase_row IS NOT NULL OR closed_by IS NOT NULL))
) STRICT;

CREATE INDEX open_unmatched_refunds ON unmatched_refunds (id) WHERE closed_at IS NULL;

CREATE TABLE grants (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    source TEXT NOT NULL CHECK (source IN ('purchase', 'admin', 'tribute_subscription')),
    purchase_row INTEGER UNIQUE REFERENCES purchases (id),
    tariff_id INTEGER REFERENCES tariffs (id),
    months INTEGER NOT NULL CHECK (months >= 0),
    days INTEGER NOT NULL CHECK (days >= 0),
    lifetime INTEGER NOT NULL CHECK (lifetime IN (0, 1)),
    fixed_end_at INTEGER,
    granted_at INTEGER NOT NULL,
    revoked_at INTEGER,
    CHECK ((source = 'purchase') = (purchase_row IS NOT NULL)),
    CHECK ((fixed_end_at IS NOT NULL) = (months = 0 AND days = 0 AND lifetime = 0))
) STRICT;

CREATE INDEX live_grants ON grants (telegram_user_id) WHERE revoked_at IS NULL;

-- Derived: the fold of the person's live grants, rewritten in the same transaction.
CREATE TABLE subscriptions (
    telegram_user_id INTEGER PRIMARY KEY REFERENCES people (telegram_user_id),
    started_at INTEGER NOT NULL,
    expires_at INTEGER,
    changed_at INTEGER NOT NULL,
    -- When the clock must look at it next; equal to changed_at: not looked at since the change.
    check_at INTEGER
) STRICT;

CREATE INDEX subscriptions_to_check ON subscriptions (check_at) WHERE check_at IS NOT NULL;

CREATE TABLE refund_attempts (
    id INTEGER PRIMARY KEY,
    purchase_row INTEGER NOT NULL REFERENCES purchases (id),
    actor_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('calling', 'succeeded', 'rejected', 'unknown', 'not_done')),
    error TEXT,
    created_at INTEGER NOT NULL,
    answered_at INTEGER
) STRICT;

-- At most one open attempt a purchase: the second tap and the second admin find it here.
CREATE UNIQUE INDEX one_open_refund ON refund_attempts (purchase_row)
    WHERE state IN ('calling', 'unknown');

-- Messages still to be sent. Their text is composed at that moment, from what is true then.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    dedupe_key TEXT NOT NULL UNIQUE,
    lane INTEGER NOT NULL CHECK (lane IN (0, 1, 2)),
    kind TEXT NOT NULL,
    chat_id INTEGER NOT NULL,
    subject_id INTEGER,
    detail TEXT,
    state TEXT NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'waiting', 'sent', 'undeliverable', 'cancelled')),
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    error TEXT,
    created_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;

CREATE INDEX outbox_queued ON outbox (lane, id) WHERE state = 'queued';
CREATE INDEX outbox_open_by_chat ON outbox (chat_id) WHERE state IN ('queued', 'waiting');
CREATE INDEX outbox_by_subject ON outbox (kind, subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX outbox_undeliverable ON outbox (id) WHERE state = 'undeliverable';

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject);

-- Small facts about this installation, such as whether the seed from the settings was planted.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
