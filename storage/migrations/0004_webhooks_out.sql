-- Webhooks to the owner's own service, still to be sent or sent: the body as it was true then.
CREATE TABLE webhooks_out (
    id INTEGER PRIMARY KEY,
    -- The same at every try: what the service tells repetitions by.
    webhook_id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL CHECK (type IN ('subscription.started', 'subscription.extended',
        'subscription.shortened', 'subscription.ended', 'subscription.refunded')),
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'delivered', 'undeliverable', 'dismissed')),
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- What went wrong last, as a word; with the HTTP status where there was an answer.
    error TEXT,
    error_status INTEGER,
    created_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;

CREATE INDEX webhooks_out_queued ON webhooks_out (not_before, id) WHERE state = 'queued';
CREATE INDEX webhooks_out_queued_by_person ON webhooks_out (telegram_user_id, id)
    WHERE state = 'queued';
CREATE INDEX webhooks_out_undeliverable ON webhooks_out (id) WHERE state = 'undeliverable';
