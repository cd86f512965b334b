-- The owner's own words and pictures.

-- A picture is stored once, whatever shows it. `file_id` is Telegram's name of it for one bot, which
-- saves sending the bytes again; without one, or for another bot, they are sent.
CREATE TABLE shop_pictures (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE, -- SHA-256 of the content, in hexadecimal
    content BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    bot_id INTEGER,
    file_id TEXT,
    CHECK ((bot_id IS NULL) = (file_id IS NULL))
) STRICT;

-- What an admin has saved for one place: a slot in a language, of a plan where the slot has one for
-- each. Rows are only added; the latest of a place counts, and one that has nothing of its own is the
-- bot's original.
CREATE TABLE shop_texts (
    id INTEGER PRIMARY KEY,
    slot TEXT NOT NULL,
    locale TEXT NOT NULL,
    plan_id INTEGER REFERENCES plans (id),
    html TEXT, -- Telegram HTML; NULL: the bot's own words
    picture_id INTEGER REFERENCES shop_pictures (id),
    button_label TEXT,
    button_url TEXT,
    saved_at INTEGER NOT NULL,
    admin_id INTEGER NOT NULL,
    CHECK ((button_label IS NULL) = (button_url IS NULL))
) STRICT;

CREATE INDEX shop_texts_by_place ON shop_texts (slot, locale, plan_id);
