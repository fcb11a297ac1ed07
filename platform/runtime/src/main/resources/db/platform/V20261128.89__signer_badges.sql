-- A badge and PIN with which a person signs on the tablet of another, for one shift: granted on a fresh sign-in of their
-- own, never beyond it. A PIN is kept stretched and salted; five wrong ones end the badge.
CREATE TABLE signer_badge (
    clinic_id    uuid        NOT NULL,
    subject      uuid        NOT NULL,
    badge_hash   text        NOT NULL CHECK (badge_hash ~ '^[0-9a-f]{64}$'),
    pin_salt     bytea       NOT NULL CHECK (length(pin_salt) = 16),
    pin_hash     bytea       NOT NULL CHECK (length(pin_hash) = 32),
    display_name text        NOT NULL,
    roles        text[]      NOT NULL,
    wrong_tries  int         NOT NULL CHECK (wrong_tries BETWEEN 0 AND 5),
    granted_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, subject),
    CONSTRAINT badge_of_one_person UNIQUE (clinic_id, badge_hash),
    CHECK (expires_at > granted_at)
);
CALL ops.clinic_table('signer_badge', 'SELECT, INSERT, UPDATE');

-- How a signature was given: by the signer's own token, or by their badge and PIN on another's.
ALTER TABLE signature ADD COLUMN method text CHECK (method IN ('TOKEN', 'BADGE'));
