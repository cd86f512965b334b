-- Private channels and groups that subscribers may be in, and whom the bot has let in there.

CREATE TABLE access_chats (
    id INTEGER PRIMARY KEY,
    -- Telegram's id now; a group that becomes a supergroup gets another one.
    chat_id INTEGER NOT NULL UNIQUE CHECK (chat_id < 0),
    -- The id in ACCESS_CHAT_IDS; is_listed: whether it is still there.
    configured_id INTEGER NOT NULL UNIQUE CHECK (configured_id < 0),
    is_listed INTEGER NOT NULL CHECK (is_listed IN (0, 1)),
    title TEXT,
    invite_link TEXT,
    may_invite INTEGER NOT NULL DEFAULT 1 CHECK (may_invite IN (0, 1)),
    may_remove INTEGER NOT NULL DEFAULT 1 CHECK (may_remove IN (0, 1)),
    is_gone INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),
    -- While something is missing: when to look whether it is back.
    look_at INTEGER,
    -- How often something happened to it; makes each time its own row in the outbox.
    turn INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One row for each person who ever asked to join. People whom others let in have none, or one
-- that is 'out'.
CREATE TABLE memberships (
    id INTEGER PRIMARY KEY,
    access_chat INTEGER NOT NULL REFERENCES access_chats (id),
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    state TEXT NOT NULL CHECK (state IN ('asking', 'letting_in', 'inside', 'removing', 'out')),
    asked_at INTEGER NOT NULL,
    decline_at INTEGER,
    -- How often something was to be done; makes each time its own row in the outbox.
    turn INTEGER NOT NULL DEFAULT 0,
    UNIQUE (access_chat, telegram_user_id)
) STRICT;

CREATE INDEX memberships_by_person ON memberships (telegram_user_id) WHERE state <> 'out';
CREATE INDEX requests_to_decline ON memberships (decline_at)
    WHERE state = 'asking' AND decline_at IS NOT NULL;
