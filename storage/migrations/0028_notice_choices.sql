-- How each admin hears of notices: a row for each topic that isn't sent to them at once.
CREATE TABLE notice_choices (
    telegram_user_id INTEGER NOT NULL CHECK (telegram_user_id > 0),
    topic TEXT NOT NULL,
    hearing TEXT NOT NULL CHECK (hearing IN ('digest', 'off')),
    PRIMARY KEY (telegram_user_id, topic)
) STRICT, WITHOUT ROWID;

-- When an admin gets the digest, in minutes after midnight in the shop's time zone.
CREATE TABLE digest_times (
    telegram_user_id INTEGER PRIMARY KEY CHECK (telegram_user_id > 0),
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439)
) STRICT;

-- A notice that waits for its reader's digest is neither queued nor done.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''undeliverable'', ''cancelled''', '''undeliverable'', ''cancelled'', ''gathered''')
WHERE type = 'table' AND name = 'outbox';
PRAGMA writable_schema = RESET;

CREATE INDEX outbox_gathered ON outbox (chat_id, id) WHERE state = 'gathered';
