-- When a person said that they want no more news, the broadcasts of the admins; NULL for the others.
-- Notices about their own access and payments come all the same.
ALTER TABLE people ADD COLUMN no_news_at INTEGER;

-- How many people of the audience want no more news: as the text was shown to the admin, and found so
-- far. They are no part of the other counts.
ALTER TABLE broadcasts ADD COLUMN expected_declined INTEGER NOT NULL DEFAULT 0;
ALTER TABLE broadcasts ADD COLUMN declined INTEGER NOT NULL DEFAULT 0;
