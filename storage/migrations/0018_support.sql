-- Support: what buyers write with /paysupport, and what admins answer.

-- One message of a buyer, or of the admin who answers them; `chat_id` and `message_id` are where it
-- was written, from where it is copied.
CREATE TABLE support_messages (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    -- The admin who wrote it; empty for the buyer's own.
    admin_id INTEGER,
    answers INTEGER REFERENCES support_messages (id),
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'photo', 'file')),
    text TEXT NOT NULL,
    album TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (chat_id, message_id),
    CHECK (admin_id IS NULL OR answers IS NOT NULL)
) STRICT;

CREATE INDEX support_messages_by_person ON support_messages (telegram_user_id, created_at);
CREATE INDEX support_albums ON support_messages (chat_id, album) WHERE album IS NOT NULL;

-- The bot's own messages that can be answered by a reply: the copies, and the notices above them.
CREATE TABLE support_copies (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    support_message INTEGER NOT NULL REFERENCES support_messages (id),
    -- Whether an admin replies there, or the buyer.
    to_admin INTEGER NOT NULL CHECK (to_admin IN (0, 1)),
    PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID, STRICT;
