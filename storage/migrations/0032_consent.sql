-- Consent: whether buyers agree to the terms before they pay, and who has agreed to which terms.

-- What admins have decided. Rows are only added; the latest counts. Agreements up to
-- `after_agreement` don't count any more, and payments neither, since an admin had everybody asked
-- once more; NULL until one does.
CREATE TABLE consent_rules (
    id INTEGER PRIMARY KEY,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    after_agreement INTEGER CHECK (after_agreement >= 0),
    decided_at INTEGER NOT NULL,
    admin_id INTEGER NOT NULL
) STRICT;

-- Rows are only added. The terms are those that an admin has saved, or the address of `.env`.
CREATE TABLE terms_agreements (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL CHECK (telegram_user_id > 0),
    agreed_at INTEGER NOT NULL,
    text_id INTEGER REFERENCES shop_texts (id),
    url TEXT,
    CHECK ((text_id IS NULL) <> (url IS NULL))
) STRICT;

CREATE INDEX terms_agreements_by_person ON terms_agreements (telegram_user_id);
