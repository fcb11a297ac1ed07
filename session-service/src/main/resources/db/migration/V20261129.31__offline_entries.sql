-- What tablets kept without connection. A number of a tablet's own record is taken once; what could not be applied is kept
-- until a person says what became of it. Nothing is dropped.
CREATE TABLE offline_entry (
    clinic_id   uuid        NOT NULL,
    client_id   text        NOT NULL CHECK (length(client_id) BETWEEN 1 AND 64),
    sequence    bigint      NOT NULL CHECK (sequence >= 0),
    session_id  uuid        NOT NULL,
    kind        text        NOT NULL,
    body_hash   text        NOT NULL CHECK (body_hash ~ '^[0-9a-f]{64}$'),
    status      int         NOT NULL,
    code        text,
    conflict_id uuid,
    person      uuid        NOT NULL,
    name        text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, client_id, sequence),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CHECK ((status = 201) = (code IS NULL)),
    CHECK ((code IS NULL) = (conflict_id IS NULL))
);
CALL ops.clinic_table('offline_entry', 'SELECT, INSERT');

CREATE TABLE offline_conflict (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    session_id  uuid        NOT NULL,
    client_id   text        NOT NULL CHECK (length(client_id) BETWEEN 1 AND 64),
    sequence    bigint      NOT NULL CHECK (sequence >= 0),
    kind        text        NOT NULL,
    body        text        NOT NULL,
    body_hash   text        NOT NULL CHECK (body_hash ~ '^[0-9a-f]{64}$'),
    code        text        NOT NULL,
    person      uuid        NOT NULL,
    name        text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    outcome     text CHECK (outcome IN ('RECORDED_OTHERWISE', 'NOT_TRUE', 'OVERTAKEN')),
    reason      text CHECK (length(reason) BETWEEN 3 AND 2000),
    resolved_by uuid,
    resolved_name text,
    resolved_at timestamptz,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CONSTRAINT resolved_with_reason CHECK (num_nonnulls(outcome, reason, resolved_by, resolved_name, resolved_at) IN (0, 5))
);
CREATE INDEX offline_conflict_session ON offline_conflict (clinic_id, session_id, occurred_at);
CALL ops.clinic_table('offline_conflict', 'SELECT, INSERT, UPDATE');
-- What was sent is never changed, and it is resolved once.
CREATE FUNCTION offline_conflict_is_resolved_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    resolution CONSTANT text[] := ARRAY['outcome', 'reason', 'resolved_by', 'resolved_name', 'resolved_at'];
BEGIN
    IF OLD.resolved_at IS NOT NULL OR to_jsonb(NEW) - resolution IS DISTINCT FROM to_jsonb(OLD) - resolution THEN
        RAISE EXCEPTION 'a conflict is resolved once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offline_conflict_is_resolved_once BEFORE UPDATE ON offline_conflict
    FOR EACH ROW EXECUTE FUNCTION offline_conflict_is_resolved_once();

-- Scales whose answers were scored item by item; the readings they come to are observations.
CREATE TABLE session_scale (
    clinic_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    session_id     uuid        NOT NULL,
    instrument     text        NOT NULL,
    version        text        NOT NULL,
    engine         text        NOT NULL,
    items          text        NOT NULL,
    score          text        NOT NULL,
    observation_id uuid,
    person         uuid        NOT NULL,
    name           text        NOT NULL,
    observed_at    timestamptz NOT NULL,
    recorded_at    timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id)
);
CREATE INDEX session_scale_session ON session_scale (clinic_id, session_id, observed_at);
CALL ops.clinic_table('session_scale', 'SELECT, INSERT');
