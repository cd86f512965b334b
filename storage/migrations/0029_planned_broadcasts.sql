-- A broadcast may wait for its time: draft → planned → sending, or planned → dropped.
ALTER TABLE broadcasts ADD COLUMN planned_at INTEGER;
-- When it was noticed that it did not go out at that time, and why; an admin decides then.
ALTER TABLE broadcasts ADD COLUMN missed_at INTEGER;
ALTER TABLE broadcasts ADD COLUMN missed_why TEXT;

-- The states are in the code from now on, and `check` compares them; see 0023 for this edit.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'CHECK (state IN (''draft'', ''dropped'', ''sending'', ''stopping'', ''stopped'', ''sent''))', ''),
    'CHECK ((state IN (''draft'', ''dropped'')) = (started_at IS NULL))',
    'CHECK ((state IN (''draft'', ''dropped'', ''planned'')) = (started_at IS NULL))')
WHERE type = 'table' AND name = 'broadcasts';
PRAGMA writable_schema = RESET;

CREATE INDEX planned_broadcasts ON broadcasts (planned_at) WHERE state = 'planned';
