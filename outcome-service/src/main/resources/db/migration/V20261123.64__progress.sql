-- Results are computed anew from all facts after each change; a result that came out differently is a further
-- computation, and the highest one stands.
CREATE TABLE outcome_window (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    computation  int         NOT NULL CHECK (computation > 0),
    patient_id   uuid        NOT NULL,
    course_id    uuid        NOT NULL,
    window_index int         NOT NULL CHECK (window_index >= 0),
    computed_at  timestamptz NOT NULL,
    rule_version text        NOT NULL,
    content      text        NOT NULL CHECK (content IS JSON OBJECT),
    response     text        CHECK (response IS NULL OR response IS JSON OBJECT),
    PRIMARY KEY (clinic_id, id, computation),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id),
    CHECK ((window_index = 0) = (response IS NULL))
);
CREATE INDEX outcome_window_patient ON outcome_window (clinic_id, patient_id, course_id, window_index, computation DESC);
CALL ops.clinic_table('outcome_window', 'SELECT, INSERT');

CREATE TABLE outcome_course (
    clinic_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    patient_id      uuid        NOT NULL,
    number          int         NOT NULL CHECK (number > 0),
    state           text        NOT NULL,
    maintenance_due boolean     NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CALL ops.clinic_table('outcome_course', 'SELECT, INSERT, UPDATE');

-- What was told about a course, in the order it was told.
CREATE TABLE outcome_course_change (
    clinic_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    course_id       uuid        NOT NULL,
    from_state      text,
    to_state        text        NOT NULL,
    maintenance_due boolean     NOT NULL,
    window_index    int,
    occurred_at     timestamptz NOT NULL,
    told_at         timestamptz NOT NULL,
    rule_version    text        NOT NULL,
    explanation     text        NOT NULL CHECK (explanation IS JSON OBJECT),
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, course_id) REFERENCES outcome_course (clinic_id, id)
);
CREATE INDEX outcome_course_change_course ON outcome_course_change (clinic_id, course_id, id);
CALL ops.clinic_table('outcome_course_change', 'SELECT, INSERT');

CREATE TABLE outcome_proposal (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    patient_id   uuid        NOT NULL,
    basis        text        NOT NULL,
    proposed_at  timestamptz NOT NULL,
    content      text        NOT NULL CHECK (content IS JSON OBJECT),
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT outcome_proposal_once UNIQUE (clinic_id, basis),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX outcome_proposal_patient ON outcome_proposal (clinic_id, patient_id, id DESC);
CALL ops.clinic_table('outcome_proposal', 'SELECT, INSERT');
