-- Opens one stream once, for who asked for it, in place of the token that a browser's event stream cannot send. Counts in
-- real time; kept hashed.
CREATE TABLE stream_ticket (
    clinic_id    uuid        NOT NULL,
    ticket_hash  text        NOT NULL CHECK (ticket_hash ~ '^[0-9a-f]{64}$'),
    resource     text        NOT NULL CHECK (length(resource) BETWEEN 1 AND 300),
    person       uuid        NOT NULL,
    display_name text        NOT NULL,
    roles        text[]      NOT NULL CHECK (cardinality(roles) > 0),
    rights_end   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz,
    PRIMARY KEY (clinic_id, ticket_hash)
);
CREATE INDEX stream_ticket_age ON stream_ticket (expires_at);
CALL ops.clinic_table('stream_ticket', 'SELECT, INSERT, UPDATE');
-- Old ones of all clinics are removed by the timer's role.
CREATE POLICY expiry ON stream_ticket TO ${service}_due USING (expires_at < clock_timestamp() - interval '1 hour');
GRANT SELECT (clinic_id, expires_at), DELETE ON stream_ticket TO ${service}_due;

-- Every replica looks for alarms that changed lately, in case it was not told: whoever wrote them, and however. What each
-- reading counts on an alarm is no change.
ALTER TABLE alarm ADD COLUMN changed_at timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE FUNCTION alarm_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted CONSTANT text[] := ARRAY['last_at', 'normal_in_a_row', 'changed_at'];
BEGIN
    IF to_jsonb(NEW) - counted IS DISTINCT FROM to_jsonb(OLD) - counted THEN
        NEW.changed_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alarm_changes BEFORE UPDATE ON alarm FOR EACH ROW EXECUTE FUNCTION alarm_changes();
CREATE INDEX alarm_changed ON alarm (changed_at);
CREATE INDEX alarm_standing ON alarm (clinic_id, raised_at) WHERE state <> 'CLOSED';
CREATE POLICY live ON alarm FOR SELECT TO ${service}_due USING (true);
GRANT SELECT (clinic_id, id, state, changed_at) ON alarm TO ${service}_due;

-- What a board shows first: the sessions under way.
CREATE INDEX session_live ON session (clinic_id) WHERE state IN ('CHECKED_IN', 'PRECHECK', 'READY', 'INFUSING', 'PAUSED',
    'COMPLETED_INFUSION', 'STOPPED_EARLY', 'RECOVERY', 'DISCHARGE_READY');
