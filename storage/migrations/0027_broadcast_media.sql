-- A broadcast may have a picture or a video, and a button to an address or to a page of the shop. The
-- values that the kinds may have are in the code (bot/domain/models.py, bot/domain/broadcasts.py).
ALTER TABLE broadcasts ADD COLUMN media_kind TEXT;
ALTER TABLE broadcasts ADD COLUMN media_id TEXT;
ALTER TABLE broadcasts ADD COLUMN media_hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE broadcasts ADD COLUMN media_below INTEGER NOT NULL DEFAULT 0;
-- Without a label the button has the page's usual name, in each reader's language.
ALTER TABLE broadcasts ADD COLUMN button_label TEXT;
ALTER TABLE broadcasts ADD COLUMN button_url TEXT;
ALTER TABLE broadcasts ADD COLUMN button_page TEXT;
ALTER TABLE broadcasts ADD COLUMN button_plan_id INTEGER REFERENCES plans (id);

-- Telegram's words where it was stopped because the picture or video can't be sent any more.
ALTER TABLE broadcasts ADD COLUMN refused TEXT;
