-- For monitoring: incidents, and the name of a payment in the log.

-- The log's name of the delivery that caused a message; see bot/usecases/outbox/trace.py.
ALTER TABLE outbox ADD COLUMN event_id TEXT;

-- The time of Tribute's last delivery.
CREATE INDEX webhook_events_by_last_seen ON webhook_events (last_seen_at);

-- An incident has a beginning and an end: admins are notified once, however long it lasts.
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('silence', 'signatures', 'outbox', 'disk', 'worker', 'backup')),
    -- Which one of several, such as a worker's name; empty where there is only one.
    subject TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER CHECK (ended_at >= began_at)
) STRICT;

CREATE UNIQUE INDEX open_incidents ON incidents (kind, subject) WHERE ended_at IS NULL;
