-- Messages of people to whom Telegram lets the bot write only later; handled then.
CREATE TABLE deferred_updates (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL,
    -- A command repeated meanwhile is answered once.
    coalesce_key TEXT NOT NULL,
    body TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    -- How often it was put off; it is removed only if that didn't happen again meanwhile.
    times INTEGER NOT NULL DEFAULT 1,
    UNIQUE (telegram_user_id, coalesce_key)
) STRICT;
