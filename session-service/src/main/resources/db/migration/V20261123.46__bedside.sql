-- What happened at the pump, in order, never edited; given mg, mL and time are computed from it.
CREATE TABLE infusion_entry (
    clinic_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    session_id       uuid        NOT NULL,
    number           int         NOT NULL CHECK (number > 0),
    kind             text        NOT NULL CHECK (kind IN ('START', 'RATE_CHANGE', 'PAUSE', 'RESUME', 'BOLUS', 'STOP')),
    rate_ml_per_hour numeric(15, 6) CHECK (rate_ml_per_hour >= 0),
    volume_ml        numeric(15, 6) CHECK (volume_ml >= 0),
    authority        text CHECK (authority IN ('STANDING_ORDER', 'PRESCRIBER_ORDER', 'VERBAL_ORDER')),
    ordered_by       uuid,
    countersign_by   timestamptz,
    reason           text CHECK (length(reason) <= 2000),
    person           uuid        NOT NULL,
    name             text        NOT NULL,
    occurred_at      timestamptz NOT NULL,
    recorded_at      timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CONSTRAINT infusion_entry_number UNIQUE (clinic_id, session_id, number),
    CHECK ((kind IN ('START', 'RATE_CHANGE')) = (rate_ml_per_hour IS NOT NULL)),
    CHECK (kind <> 'BOLUS' OR volume_ml IS NOT NULL),
    CHECK (authority <> 'VERBAL_ORDER' OR ordered_by IS NOT NULL)
);
CALL ops.clinic_table('infusion_entry', 'SELECT, INSERT');

-- A verbal order is signed by who gave it.
CREATE TABLE verbal_countersignature (
    clinic_id uuid        NOT NULL,
    entry_id  uuid        NOT NULL,
    person    uuid        NOT NULL,
    name      text        NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, entry_id),
    FOREIGN KEY (clinic_id, entry_id) REFERENCES infusion_entry (clinic_id, id)
);
CALL ops.clinic_table('verbal_countersignature', 'SELECT, INSERT');

-- What a person set on, or read from, the pump before the start; and what its display said at the end.
CREATE TABLE pump_reading (
    clinic_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    session_id       uuid        NOT NULL,
    step             text        NOT NULL CHECK (step IN ('SET', 'CHECK', 'END')),
    order_hash       text,
    rate_ml_per_hour numeric(15, 6),
    volume_ml        numeric(15, 6) NOT NULL CHECK (volume_ml >= 0),
    person           uuid        NOT NULL,
    name             text        NOT NULL,
    read_at          timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CHECK (step = 'END' OR rate_ml_per_hour IS NOT NULL)
);
CREATE INDEX pump_reading_session ON pump_reading (clinic_id, session_id, id);
CALL ops.clinic_table('pump_reading', 'SELECT, INSERT');

CREATE TABLE adverse_event (
    clinic_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    session_id    uuid        NOT NULL,
    patient_id    uuid        NOT NULL,
    code          text        NOT NULL CHECK (code ~ '^[A-Z]{3,8}$'),
    grade         int         NOT NULL CHECK (grade BETWEEN 1 AND 5),
    serious       boolean     NOT NULL,
    causality     text        NOT NULL,
    action        text,
    outcome       text,
    description   text        CHECK (length(description) <= 2000),
    rate_at_onset numeric(15, 6),
    onset_at      timestamptz NOT NULL,
    ended_at      timestamptz,
    supersedes    uuid,
    person        uuid        NOT NULL,
    name          text        NOT NULL,
    recorded_at   timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CONSTRAINT adverse_event_superseded_once UNIQUE (clinic_id, supersedes)
);
CREATE INDEX adverse_event_session ON adverse_event (clinic_id, session_id);
CALL ops.clinic_table('adverse_event', 'SELECT, INSERT');
