-- What an admin has closed without an answer: everything that the person wrote up to that message.
CREATE TABLE support_closings (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    admin_id INTEGER NOT NULL,
    up_to INTEGER NOT NULL REFERENCES support_messages (id),
    closed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX support_closings_by_person ON support_closings (telegram_user_id, up_to);
