-- The console lists people, the newest first.
CREATE INDEX people_by_first_contact ON people (first_seen_at);
