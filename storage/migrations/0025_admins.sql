-- Admins whom owners have added in the chat. Owners themselves are in ADMIN_IDS, not here.
CREATE TABLE admins (
    telegram_user_id INTEGER PRIMARY KEY CHECK (telegram_user_id > 0),
    -- The owner who added them.
    added_by INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    -- Whether they wait until an owner confirms them, because the file may be an old copy, in which
    -- somebody is an admin who was removed since.
    is_waiting INTEGER NOT NULL DEFAULT 0 CHECK (is_waiting IN (0, 1))
) STRICT;
