-- Telegram's own list of the bot's transactions in Stars: how far it was read, what it brought that no
-- update had, and refunds whose payment isn't known yet.

CREATE TABLE stars_list (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    worked_in INTEGER NOT NULL CHECK (worked_in >= 0), -- so many of the list, from its beginning on
    last_id TEXT NOT NULL, -- Telegram's id of the last of them
    read_at INTEGER -- when the list was last read to its end
) STRICT;

CREATE TABLE stars_differences (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('granted', 'held', 'refunded', 'not_refunded')),
    purchase_row INTEGER NOT NULL REFERENCES purchases (id),
    found_at INTEGER NOT NULL
) STRICT;

-- A refund that Telegram reports of a charge that the bot has never heard of: it is applied as soon as
-- the payment comes. `closed_at` without a purchase: the list has no such payment of the shop's.
CREATE TABLE stars_refunds (
    id INTEGER PRIMARY KEY,
    charge_id TEXT NOT NULL UNIQUE,
    refunded_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    purchase_row INTEGER REFERENCES purchases (id),
    closed_at INTEGER,
    CHECK (purchase_row IS NULL OR closed_at IS NOT NULL)
) STRICT;
