-- For Telegram's limits: the waits that it asked for.

CREATE TABLE telegram_waits (
    method TEXT NOT NULL,
    -- 0 for a method that is called without a chat.
    chat_id INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    seconds INTEGER NOT NULL CHECK (seconds > 0),
    PRIMARY KEY (method, chat_id)
) STRICT;

-- A new kind of incident: Telegram makes the bot wait for long.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''silence'',', '''silence'', ''slowed'',')
WHERE type = 'table' AND name = 'incidents' AND sql NOT LIKE '%''slowed''%';
PRAGMA writable_schema = RESET;
