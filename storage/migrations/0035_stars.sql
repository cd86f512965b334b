-- Stars, paid in the chat: what admins ask for a tariff, the orders of buyers, and the payments that
-- Telegram reports. Such a purchase came with no delivery of Tribute, so its event_id is NULL.

-- Rows are only added; the latest of a tariff counts. A shop with any row has once had a price.
CREATE TABLE stars_prices (
    id INTEGER PRIMARY KEY,
    tariff_id INTEGER NOT NULL REFERENCES tariffs (id),
    stars INTEGER CHECK (stars BETWEEN 1 AND 100000), -- NULL: not sold in Stars
    set_at INTEGER NOT NULL,
    admin_id INTEGER NOT NULL
) STRICT;

CREATE INDEX stars_prices_by_tariff ON stars_prices (tariff_id, id);

-- An order is written before its invoice is sent. The payload is what Telegram brings back.
CREATE TABLE stars_orders (
    id INTEGER PRIMARY KEY,
    payload TEXT NOT NULL UNIQUE CHECK (length(payload) BETWEEN 1 AND 128),
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    tariff_id INTEGER NOT NULL REFERENCES tariffs (id),
    stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 100000),
    title TEXT NOT NULL, -- what the buyer reads on the invoice
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    message_id INTEGER, -- Telegram's number of the invoice, once it is known
    closed_at INTEGER,
    CHECK ((state = 'open') = (closed_at IS NULL))
) STRICT;

-- Invoices that are in a chat and aren't paid; few, since each goes when its order is closed.
CREATE INDEX stars_invoices ON stars_orders (expires_at) WHERE message_id IS NOT NULL;
CREATE INDEX open_stars_orders ON stars_orders (telegram_user_id) WHERE state = 'open';

-- One row for each charge, for ever, however often Telegram reports it. `body` is the first report.
CREATE TABLE stars_payments (
    id INTEGER PRIMARY KEY,
    charge_id TEXT NOT NULL UNIQUE,
    purchase_row INTEGER NOT NULL UNIQUE REFERENCES purchases (id),
    order_id INTEGER REFERENCES stars_orders (id), -- NULL: no order is known by its payload
    facts TEXT NOT NULL,
    problems TEXT,
    body TEXT NOT NULL,
    reports INTEGER NOT NULL DEFAULT 1 CHECK (reports > 0),
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT;

CREATE INDEX stars_payments_by_order ON stars_payments (order_id) WHERE order_id IS NOT NULL;

-- The same charge with other facts: the first report counts, the other one is kept for the admins.
CREATE TABLE stars_conflicts (
    payment_id INTEGER NOT NULL REFERENCES stars_payments (id),
    facts TEXT NOT NULL,
    body TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (payment_id, facts)
) STRICT, WITHOUT ROWID;
