-- Whom the clinic asks to work with it: an address, the roles meant, a link that serves once. The link itself is kept
-- nowhere. What became of the mail stands beside it.
CREATE TABLE staff_invitation (
    clinic_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    version         int         NOT NULL,
    email           text        NOT NULL CHECK (length(email) BETWEEN 3 AND 254 AND email !~ '[[:cntrl:][:space:]<>,;]'),
    display_name    text        NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
    roles           text[]      NOT NULL CHECK (cardinality(roles) BETWEEN 1 AND 12),
    language        text        NOT NULL CHECK (language IN ('es', 'en')),
    created_by      uuid        NOT NULL,
    created_by_name text        NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL CHECK (expires_at > created_at),
    mail            text        NOT NULL CHECK (mail IN ('NO_MAIL_SERVER', 'WAITING', 'SENT', 'GIVEN_UP')),
    mail_attempts   int         NOT NULL CHECK (mail_attempts >= 0),
    mail_failure    text        CHECK (mail_failure ~ '^[A-Z_]{3,40}$'),
    mailed_at       timestamptz,
    ended_at        timestamptz,
    end_reason      text        CHECK (end_reason IN ('ACCEPTED', 'TAKEN_BACK', 'EXPIRED')),
    staff_id        uuid,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, staff_id) REFERENCES staff_member (clinic_id, id),
    CONSTRAINT staff_invitation_ends_for_a_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CONSTRAINT staff_invitation_makes_staff CHECK ((end_reason IS NOT DISTINCT FROM 'ACCEPTED') = (staff_id IS NOT NULL)),
    CONSTRAINT staff_invitation_mailed CHECK ((mail = 'SENT') = (mailed_at IS NOT NULL)),
    CONSTRAINT staff_invitation_given_up_why CHECK (mail <> 'GIVEN_UP' OR mail_failure IS NOT NULL)
);
-- One that may still be accepted per address and clinic, whoever asks at the same moment.
CREATE UNIQUE INDEX staff_invitation_open ON staff_invitation (clinic_id, lower(email)) WHERE ended_at IS NULL;
CALL ops.clinic_table('staff_invitation', 'SELECT, INSERT, UPDATE');

-- The page of the clinic's own frontend where people accept; without one the installation's.
ALTER TABLE clinic
    ADD COLUMN staff_frontend text CHECK (length(staff_frontend) BETWEEN 10 AND 300);
