-- The people of its audience whom a broadcast passed over: its numbers lead to them. Broadcasts of
-- before have none.
CREATE TABLE broadcast_skips (
    broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
    reason TEXT NOT NULL CHECK (reason = 'unreachable' OR reason = 'declined'),
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    PRIMARY KEY (broadcast_id, reason, telegram_user_id)
) STRICT, WITHOUT ROWID;
