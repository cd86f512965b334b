-- A clock that was wrong: the incident, and indexes for what was decided while it was ahead.

-- SQLite can't alter a CHECK; this edits its definition and leaves the rows as they are.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''worker'', ', '''worker'', ''clock'', ')
WHERE type = 'table' AND name = 'incidents';
PRAGMA writable_schema = RESET;

-- The notices whose keys depend on the clock; see storage/queries/early_notices.py.
CREATE INDEX outbox_by_clock ON outbox (created_at)
    WHERE kind IN ('reminder', 'ended', 'chat-knock', 'admin-test', 'admin-error',
    'admin-webhooks-fail', 'admin-webhooks-lost');

CREATE INDEX webhooks_out_by_time ON webhooks_out (created_at);
