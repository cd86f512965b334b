-- What people were asked and have answered so far, and what they wrote that isn't handled yet: both
-- outlive a restart.

-- The open question to a person (`state`), and what they have typed and not confirmed yet (`data`).
CREATE TABLE conversations (
    telegram_user_id INTEGER PRIMARY KEY CHECK (telegram_user_id > 0),
    state TEXT,
    data TEXT NOT NULL CHECK (json_valid(data)),
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX conversations_by_age ON conversations (changed_at);

-- Updates fetched by polling. `body` is empty once an update is handled; the rest stays for a while,
-- because Telegram sends an update again if it did not hear that it arrived.
CREATE TABLE telegram_updates (
    update_id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    body TEXT,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    received_at INTEGER NOT NULL
) STRICT;

CREATE INDEX unhandled_updates ON telegram_updates (update_id) WHERE body IS NOT NULL;
CREATE INDEX telegram_updates_by_age ON telegram_updates (received_at);
