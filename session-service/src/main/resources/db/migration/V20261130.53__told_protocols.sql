-- What was told last of each protocol that a clinic may use, or might once; the log of events has everything told before.
-- position is the number of the clinic's last settings that were compared: lower ones that come again tell nothing.
CREATE TABLE told_protocol (
    clinic_id      uuid        NOT NULL,
    code           text        NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9-]{2,20}$'),
    version        text        NOT NULL,
    revision       int         NOT NULL CHECK (revision >= 1),
    state          text        NOT NULL CHECK (state IN ('ACTIVE', 'RETIRED')),
    policy_version text        NOT NULL,
    signed_by      uuid,
    told_at        timestamptz NOT NULL,
    position       bigint      NOT NULL CHECK (position >= 1),
    PRIMARY KEY (clinic_id, code)
);
CALL ops.clinic_table('told_protocol', 'SELECT, INSERT, UPDATE');
