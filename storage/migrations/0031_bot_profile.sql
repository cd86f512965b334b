-- The bot's own name, about text, description and picture in Telegram.

-- What Telegram had before the bot first changed it there: the original. `language` has two letters;
-- '' stands for all languages that have nothing of their own, and for the picture. '' as words is
-- nothing of its own.
CREATE TABLE profile_originals (
    bot_id INTEGER NOT NULL,
    part TEXT NOT NULL,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    picture_id INTEGER REFERENCES shop_pictures (id),
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (bot_id, part, language)
) STRICT, WITHOUT ROWID;

-- What admins want there. A wish waits until Telegram has taken it (done), refused it, or an admin has
-- cancelled or replaced it. It is tried again `retry_seconds` after `tried_at`.
CREATE TABLE profile_wishes (
    id INTEGER PRIMARY KEY,
    bot_id INTEGER NOT NULL,
    part TEXT NOT NULL,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    picture_id INTEGER REFERENCES shop_pictures (id),
    is_original INTEGER NOT NULL CHECK (is_original IN (0, 1)),
    asked_at INTEGER NOT NULL,
    admin_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    tried_at INTEGER NOT NULL,
    retry_seconds INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    reason TEXT,
    CHECK ((state = 'waiting') = (ended_at IS NULL))
) STRICT;

CREATE INDEX profile_wishes_by_place ON profile_wishes (bot_id, part, language);
CREATE UNIQUE INDEX waiting_profile_wishes ON profile_wishes (bot_id, part, language)
    WHERE state = 'waiting';
