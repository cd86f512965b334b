-- When somebody was last seen with their username, or without one: usernames move between people,
-- and belong to whoever was seen with them last.

ALTER TABLE people ADD COLUMN username_seen_at INTEGER;

UPDATE people SET username = NULLIF(TRIM(username, '@ '), '') WHERE username IS NOT NULL;

UPDATE people
SET username_seen_at = MAX(first_seen_at, COALESCE(started_at, 0), COALESCE(reachable_at, 0))
WHERE username IS NOT NULL;

UPDATE people
SET username = NULL
WHERE EXISTS (
    SELECT 1 FROM people AS later
    WHERE later.username = people.username COLLATE NOCASE
        AND (later.username_seen_at, later.telegram_user_id)
            > (people.username_seen_at, people.telegram_user_id)
);
