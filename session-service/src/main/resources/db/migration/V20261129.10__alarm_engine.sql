-- A reading keeps what its device and its edge box said of the time, beside the time that is charted, and its number.
ALTER TABLE observation
    ADD COLUMN boot       text,
    ADD COLUMN sequence   bigint,
    ADD COLUMN device_at  timestamptz,
    ADD COLUMN gateway_at timestamptz,
    ADD COLUMN skew_ms    bigint,
    ADD COLUMN backfill   boolean NOT NULL DEFAULT false;

-- What is remembered of a session to judge its next reading; its row is the lock under which one is judged. No foreign
-- key: a reading waits for nobody who holds the session.
CREATE TABLE alarm_state (
    clinic_id  uuid   NOT NULL,
    session_id uuid   NOT NULL,
    version    bigint NOT NULL CHECK (version >= 0),
    state      text   NOT NULL,
    PRIMARY KEY (clinic_id, session_id)
) WITH (fillfactor = 50);
CALL ops.clinic_table('alarm_state', 'SELECT, INSERT, UPDATE');

-- An acknowledged alarm may sound again: it is raised anew and still says who acknowledged it last.
ALTER TABLE alarm DROP CONSTRAINT alarm_check;
ALTER TABLE alarm
    ADD COLUMN holds        boolean     NOT NULL DEFAULT false,
    ADD COLUMN last_source  text        NOT NULL DEFAULT '',
    ADD COLUMN sounds_from  timestamptz,
    ADD COLUMN step         int         NOT NULL DEFAULT 0 CHECK (step >= 0),
    ADD COLUMN asked        text        CHECK (asked IN ('SECOND_NURSE', 'PRESCRIBER')),
    ADD COLUMN asked_at     timestamptz,
    ADD COLUMN next_step_at timestamptz,
    ADD CONSTRAINT alarm_left_by_somebody CHECK (state = 'RAISED' OR acknowledged_by IS NOT NULL),
    ADD CONSTRAINT alarm_late_pages_nobody CHECK (NOT late OR next_step_at IS NULL),
    ADD CONSTRAINT alarm_closed_is_over CHECK (state <> 'CLOSED' OR next_step_at IS NULL);
CREATE INDEX alarm_open_in_clinic ON alarm (clinic_id, (level = 'CRITICAL'), raised_at, id) WHERE state <> 'CLOSED';
CREATE INDEX alarm_next_step ON alarm (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE POLICY ticking ON alarm FOR SELECT TO ${service}_due USING (true);
GRANT SELECT (clinic_id, id, session_id, next_step_at) ON alarm TO ${service}_due;

-- Everything that became of an alarm, in order; never changed.
CREATE TABLE alarm_step (
    clinic_id  uuid        NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    alarm_id   uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('RAISED', 'ON_TIME', 'ESCALATED', 'SOUNDS_AGAIN', 'ACKNOWLEDGED',
                                                    'CLOSED', 'NOT_FOLLOWED')),
    asked      text,
    person     uuid,
    name       text,
    action     text,
    at         timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, alarm_id) REFERENCES alarm (clinic_id, id),
    CHECK ((kind = 'ACKNOWLEDGED') = (person IS NOT NULL)),
    CHECK ((kind = 'ESCALATED') = (asked IS NOT NULL))
);
CREATE INDEX alarm_step_of ON alarm_step (clinic_id, alarm_id, id);
CALL ops.clinic_table('alarm_step', 'SELECT, INSERT');

-- What happened at the bedside and is not told on yet: written with the reading, told in a transaction of its own, so that
-- whoever holds a patient's stream never delays an alarm.
CREATE TABLE bedside_untold (
    clinic_id   uuid        NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    patient_id  uuid        NOT NULL,
    kind        text        NOT NULL,
    content     text        NOT NULL,
    happened_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX bedside_untold_of ON bedside_untold (clinic_id, patient_id, id);
CALL ops.clinic_table('bedside_untold', 'SELECT, INSERT, DELETE');
CREATE POLICY sweeping ON bedside_untold FOR SELECT TO ${service}_due USING (true);
GRANT SELECT (clinic_id, patient_id) ON bedside_untold TO ${service}_due;

-- A device gave one number to two readings: the second was refused, and somebody has to look at the device.
CREATE TABLE reading_incident (
    clinic_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    session_id     uuid        NOT NULL,
    patient_id     uuid        NOT NULL,
    device         text        NOT NULL,
    boot           text        NOT NULL,
    sequence       bigint      NOT NULL,
    observation_id uuid        NOT NULL,
    refused        text        NOT NULL,
    person         uuid        NOT NULL,
    refused_at     timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX reading_incident_session ON reading_incident (clinic_id, session_id);
CALL ops.clinic_table('reading_incident', 'SELECT, INSERT');

-- What the bedside looks at every second.
CREATE INDEX session_at_the_bedside ON session (clinic_id)
    WHERE state IN ('INFUSING', 'PAUSED', 'COMPLETED_INFUSION', 'STOPPED_EARLY', 'RECOVERY', 'DISCHARGE_READY');
