-- A tariff's own name and description, as admins typed them, a row for each language. Without one
-- buyers read how long it is, and what Tribute says of its product.
CREATE TABLE tariff_texts (
    tariff_id INTEGER NOT NULL REFERENCES tariffs (id),
    locale TEXT NOT NULL,
    name TEXT,
    description TEXT, -- Telegram HTML
    PRIMARY KEY (tariff_id, locale)
) STRICT, WITHOUT ROWID;
-- A plan's description as Telegram HTML, where it was typed with formatting or in several lines; the
-- plain words are in `description`.
ALTER TABLE plan_texts ADD COLUMN html TEXT;
