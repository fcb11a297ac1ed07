-- Readings, by month of receipt (the default partition takes what no month has been made for).
CREATE TABLE observation (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    session_id  uuid        NOT NULL,
    patient_id  uuid        NOT NULL,
    source      text        NOT NULL CHECK (source IN ('PERSON', 'DEVICE')),
    person      uuid        NOT NULL,
    device      text,
    before_drug boolean     NOT NULL,
    late        boolean     NOT NULL,
    on_oxygen   boolean     NOT NULL,
    flat_capnograph boolean NOT NULL,
    sbp         smallint,
    dbp         smallint,
    hr          smallint,
    rr          smallint,
    spo2        smallint,
    temp        numeric(4, 1),
    etco2       smallint,
    nrs         smallint,
    rass        smallint,
    moaas       smallint,
    cadss6      smallint,
    cadss23     smallint,
    critical    smallint    NOT NULL,
    findings    text        NOT NULL,
    observed_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id, received_at)
) PARTITION BY RANGE (received_at);
CREATE TABLE observation_default PARTITION OF observation DEFAULT;
CREATE INDEX observation_session ON observation (clinic_id, session_id, observed_at, id);
CREATE INDEX observation_scales ON observation (clinic_id, patient_id) WHERE cadss6 IS NOT NULL OR cadss23 IS NOT NULL;
CALL ops.clinic_table('observation', 'SELECT, INSERT');
CALL ops.clinic_table('observation_default', 'SELECT, INSERT');

-- Which reading of which device was taken: a repeat is answered as before, another content under the same number refused.
CREATE TABLE reading_identity (
    clinic_id      uuid   NOT NULL,
    device         text   NOT NULL CHECK (length(device) BETWEEN 1 AND 64),
    boot           text   NOT NULL CHECK (length(boot) BETWEEN 1 AND 64),
    sequence       bigint NOT NULL CHECK (sequence >= 0),
    body_hash      text   NOT NULL,
    observation_id uuid   NOT NULL,
    PRIMARY KEY (clinic_id, device, boot, sequence)
) PARTITION BY HASH (clinic_id, device, boot, sequence);
CREATE TABLE reading_identity_0 PARTITION OF reading_identity FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE reading_identity_1 PARTITION OF reading_identity FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE reading_identity_2 PARTITION OF reading_identity FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE reading_identity_3 PARTITION OF reading_identity FOR VALUES WITH (MODULUS 4, REMAINDER 3);
CALL ops.clinic_table('reading_identity', 'SELECT, INSERT');
CALL ops.clinic_table('reading_identity_0', 'SELECT, INSERT');
CALL ops.clinic_table('reading_identity_1', 'SELECT, INSERT');
CALL ops.clinic_table('reading_identity_2', 'SELECT, INSERT');
CALL ops.clinic_table('reading_identity_3', 'SELECT, INSERT');

-- The last value of each sign before the drug: what is normal for this person today.
CREATE TABLE session_baseline (
    clinic_id  uuid          NOT NULL,
    session_id uuid          NOT NULL,
    sign       text          NOT NULL,
    value      numeric(5, 1) NOT NULL,
    observed_at timestamptz  NOT NULL,
    PRIMARY KEY (clinic_id, session_id, sign),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id)
);
CALL ops.clinic_table('session_baseline', 'SELECT, INSERT, UPDATE');

-- An alarm latches: one open per session and rule, until it is acknowledged and three readings in a row are normal.
CREATE TABLE alarm (
    clinic_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    session_id      uuid        NOT NULL,
    patient_id      uuid        NOT NULL,
    rule            text        NOT NULL,
    level           text        NOT NULL CHECK (level IN ('ALERT', 'CRITICAL')),
    sign            text        NOT NULL,
    action          text,
    value           numeric(5, 1),
    limit_value     numeric(6, 1),
    unit            text        NOT NULL,
    late            boolean     NOT NULL,
    state           text        NOT NULL CHECK (state IN ('RAISED', 'ACKNOWLEDGED', 'CLOSED')),
    observation_id  uuid        NOT NULL,
    raised_at       timestamptz NOT NULL,
    last_at         timestamptz NOT NULL,
    normal_in_a_row int         NOT NULL,
    acknowledged_by uuid,
    acknowledged_name text,
    acknowledged_at timestamptz,
    acknowledged_action text,
    closed_at       timestamptz,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CHECK ((state = 'RAISED') = (acknowledged_by IS NULL))
);
CREATE UNIQUE INDEX alarm_open ON alarm (clinic_id, session_id, rule) WHERE state <> 'CLOSED';
CREATE INDEX alarm_session ON alarm (clinic_id, session_id);
CALL ops.clinic_table('alarm', 'SELECT, INSERT, UPDATE');
