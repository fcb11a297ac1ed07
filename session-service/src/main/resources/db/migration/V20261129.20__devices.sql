-- Monitors, tablets and edge gateways of a clinic. A device's own token counts only while its subject is bound here to
-- an active device; a device that is revoked stays revoked, and its code is never given to another.
CREATE TABLE device (
    clinic_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    version         int         NOT NULL,
    code            text        NOT NULL CHECK (code ~ '^[A-Za-z0-9._:-]{1,64}$'),
    kind            text        NOT NULL CHECK (kind IN ('MONITOR', 'TABLET', 'EDGE_GATEWAY')),
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    model           text        CHECK (length(model) BETWEEN 1 AND 80),
    serial          text        CHECK (length(serial) BETWEEN 1 AND 80),
    subject         uuid,
    state           text        NOT NULL CHECK (state IN ('ACTIVE', 'REVOKED')),
    registered_by   uuid        NOT NULL,
    registered_name text        NOT NULL,
    registered_at   timestamptz NOT NULL,
    revoked_by      uuid,
    revoked_name    text,
    revoked_at      timestamptz,
    revoke_reason   text        CHECK (length(revoke_reason) BETWEEN 3 AND 500),
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT device_code UNIQUE (clinic_id, code),
    CHECK ((state = 'REVOKED') = (revoked_at IS NOT NULL AND revoked_by IS NOT NULL AND revoke_reason IS NOT NULL))
);
CREATE UNIQUE INDEX device_subject ON device (clinic_id, subject) WHERE state = 'ACTIVE';
CALL ops.clinic_table('device', 'SELECT, INSERT, UPDATE');

-- Which monitor watches which session, from when to when. A monitor watches one session at a time. Bound by a person, or
-- by its first reading where it was bound to none.
CREATE TABLE device_binding (
    clinic_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    session_id uuid        NOT NULL,
    device_id  uuid        NOT NULL,
    by_reading boolean     NOT NULL,
    bound_by   uuid        NOT NULL,
    bound_name text        NOT NULL,
    bound_at   timestamptz NOT NULL,
    ended_by   uuid,
    ended_name text,
    ended_at   timestamptz,
    end_reason text        CHECK (length(end_reason) BETWEEN 3 AND 500),
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    FOREIGN KEY (clinic_id, device_id) REFERENCES device (clinic_id, id),
    CHECK (ended_at IS NOT NULL OR (ended_by IS NULL AND end_reason IS NULL)),
    CHECK (ended_at >= bound_at)
);
CREATE UNIQUE INDEX device_bound ON device_binding (clinic_id, device_id) WHERE ended_at IS NULL;
CREATE INDEX device_binding_session ON device_binding (clinic_id, session_id, id);
CREATE INDEX device_binding_past ON device_binding (clinic_id, ended_at) WHERE ended_at IS NOT NULL;
CALL ops.clinic_table('device_binding', 'SELECT, INSERT, UPDATE');

-- When this service last heard of a session's devices, and what was recorded since a time, by its own clock.
CREATE INDEX observation_receipt ON observation (clinic_id, session_id, received_at);

-- Urgent work is looked for by its kind, whatever else is due.
CREATE INDEX due_work_urgent ON due_work (kind, due_at);
