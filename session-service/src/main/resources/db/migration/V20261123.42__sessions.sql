-- A session from its booking to its close. What happened in it is in tables of its own, append-only; this row is where
-- it stands, and the lock that orders everything done to it.
CREATE TABLE session (
    clinic_id         uuid NOT NULL,
    id                uuid NOT NULL,
    version           int  NOT NULL,
    patient_id        uuid NOT NULL,
    plan_id           uuid NOT NULL,
    series_index      int  NOT NULL CHECK (series_index > 0),
    setting           text NOT NULL CHECK (setting IN ('OUTPATIENT', 'INPATIENT', 'EMERGENCY', 'HOME')),
    state             text NOT NULL CHECK (state IN ('PLANNED', 'SCHEDULED', 'CHECKED_IN', 'PRECHECK', 'READY', 'INFUSING',
        'PAUSED', 'COMPLETED_INFUSION', 'STOPPED_EARLY', 'RECOVERY', 'DISCHARGE_READY', 'DISCHARGED', 'TRANSFERRED',
        'LEFT_AGAINST_ADVICE', 'DIED', 'CANCELLED', 'ABORTED_PRECHECK', 'NO_SHOW', 'CLOSED')),
    entered_at        timestamptz NOT NULL,
    booking_id        uuid NOT NULL,
    chair_id          uuid NOT NULL,
    starts_at         timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL,
    responsible_nurse uuid,
    responsible_name  text,
    order_id          uuid,
    started_at        timestamptz,
    stopped_at        timestamptz,
    infusion_outcome  text CHECK (infusion_outcome IN ('COMPLETED_INFUSION', 'STOPPED_EARLY')),
    stop_reason       text,
    end_outcome       text,
    critical_pause    boolean NOT NULL,
    note_signed       boolean NOT NULL,
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, plan_id) REFERENCES plan (clinic_id, id),
    CHECK (starts_at < ends_at),
    CHECK (stopped_at IS NULL OR started_at IS NOT NULL)
);
CREATE INDEX session_patient ON session (clinic_id, patient_id, starts_at);
CREATE INDEX session_day ON session (clinic_id, starts_at);
CREATE INDEX session_plan ON session (clinic_id, plan_id);
CALL ops.clinic_table('session', 'SELECT, INSERT, UPDATE');

CREATE TABLE session_transition (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    session_id  uuid        NOT NULL,
    from_state  text        NOT NULL,
    command     text        NOT NULL,
    to_state    text        NOT NULL,
    actor       uuid        NOT NULL,
    actor_name  text        NOT NULL,
    reason      text        CHECK (length(reason) <= 2000),
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    open_points text        NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id)
);
CREATE INDEX session_transition_session ON session_transition (clinic_id, session_id, id);
CALL ops.clinic_table('session_transition', 'SELECT, INSERT');

-- A rule or point that a person set aside for this session, with a reason.
CREATE TABLE session_waiver (
    clinic_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    session_id uuid        NOT NULL,
    rule_id    text        NOT NULL CHECK (rule_id ~ '^[A-Za-z0-9_.-]{1,64}$'),
    role       text        NOT NULL,
    person     uuid        NOT NULL,
    name       text        NOT NULL,
    reason     text        NOT NULL CHECK (length(reason) BETWEEN 3 AND 2000),
    given_at   timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id)
);
CREATE INDEX session_waiver_session ON session_waiver (clinic_id, session_id);
CALL ops.clinic_table('session_waiver', 'SELECT, INSERT');

-- Answers to pre-check items; a later answer replaces an earlier one, which stays on record.
CREATE TABLE pre_check_answer (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    session_id  uuid        NOT NULL,
    item        text        NOT NULL,
    outcome     text        NOT NULL CHECK (outcome IN ('PASS', 'FAIL', 'OVERRIDDEN')),
    role        text,
    reason      text        CHECK (length(reason) <= 2000),
    facts       text        NOT NULL,
    person      uuid        NOT NULL,
    name        text        NOT NULL,
    answered_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CHECK (outcome <> 'OVERRIDDEN' OR (reason IS NOT NULL AND role IS NOT NULL))
);
CREATE INDEX pre_check_answer_session ON pre_check_answer (clinic_id, session_id, id);
CALL ops.clinic_table('pre_check_answer', 'SELECT, INSERT');

-- What patient-service said each time it was asked at the point of use, or that it did not answer.
CREATE TABLE standing_asked (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    session_id  uuid        NOT NULL,
    decision    text,
    blocking    text[]      NOT NULL,
    stop_facts  text[]      NOT NULL,
    no_answer   text,
    asked_at    timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CHECK ((decision IS NULL) = (no_answer IS NOT NULL))
);
CREATE INDEX standing_asked_session ON standing_asked (clinic_id, session_id, id);
CALL ops.clinic_table('standing_asked', 'SELECT, INSERT');
