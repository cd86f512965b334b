-- Who may open the console: one-time links, openings of the Mini App that were used, and sessions.
-- Of each secret there is only its SHA-256.

CREATE TABLE console_links (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    admin_id INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What Telegram signs when it opens a Mini App is valid once; it is kept for longer than it is fresh.
CREATE TABLE console_openings (
    proof_hash BLOB PRIMARY KEY CHECK (length(proof_hash) = 32),
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE console_sessions (
    key_hash BLOB PRIMARY KEY CHECK (length(key_hash) = 32),
    admin_id INTEGER NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('telegram', 'link')),
    began_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
