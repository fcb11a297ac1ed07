-- A safety rule fired. The same finding from the same source is raised once; nothing closes by itself.
CREATE TABLE safety_alert (
    clinic_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    version        int         NOT NULL,
    patient_id     uuid        NOT NULL,
    finding_key    text        NOT NULL,
    rule           text        NOT NULL CHECK (rule ~ '^A[1-9]$'),
    trigger        text        NOT NULL,
    level          text        NOT NULL CHECK (level IN ('URGENT', 'HIGH', 'MEDIUM', 'LOW')),
    state          text        NOT NULL CHECK (state IN ('RAISED', 'ACKNOWLEDGED', 'ACTED', 'CLOSED')),
    hold_series    boolean     NOT NULL,
    occurred_at    timestamptz NOT NULL,
    raised_at      timestamptz NOT NULL,
    acknowledge_by timestamptz NOT NULL,
    escalations    int         NOT NULL CHECK (escalations >= 0),
    assessment_id  uuid,
    session_id     uuid,
    fact_id        uuid,
    window_id      uuid,
    rule_version   text        NOT NULL,
    explanation    text        NOT NULL CHECK (explanation IS JSON OBJECT),
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT safety_alert_raised_once UNIQUE (clinic_id, finding_key),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX safety_alert_patient ON safety_alert (clinic_id, patient_id, raised_at DESC, id DESC);
CREATE INDEX safety_alert_open ON safety_alert (clinic_id, state, raised_at DESC, id DESC);
CALL ops.clinic_table('safety_alert', 'SELECT, INSERT, UPDATE');

-- What people did about an alert; nothing here is ever changed.
CREATE TABLE safety_alert_step (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    alert_id    uuid        NOT NULL,
    command     text        NOT NULL CHECK (command IN ('ACKNOWLEDGE', 'ACT', 'CLOSE')),
    note        text        CHECK (length(note) BETWEEN 1 AND 2000),
    by_id       uuid        NOT NULL,
    by_name     text        NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, alert_id) REFERENCES safety_alert (clinic_id, id)
);
CREATE INDEX safety_alert_step_alert ON safety_alert_step (clinic_id, alert_id);
CALL ops.clinic_table('safety_alert_step', 'SELECT, INSERT');
