-- A lane before the others, -1, for notices about something that needs an admin.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'lane IN (0, 1, 2)', 'lane IN (-1, 0, 1, 2)')
WHERE type = 'table' AND name = 'outbox';
PRAGMA writable_schema = RESET;

-- Those that wait already; as storage/outbox.py chooses the lane from now on.
UPDATE outbox SET lane = -1
WHERE lane = 0 AND state IN ('queued', 'waiting') AND kind LIKE 'admin-%'
    AND kind NOT IN ('admin-sale', 'admin-settled', 'admin-refund', 'admin-refunded-first',
        'admin-test', 'admin-recurring-new', 'admin-recurring-cancelled', 'admin-chat-well',
        'admin-broadcast');
