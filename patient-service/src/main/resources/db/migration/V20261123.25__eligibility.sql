CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Every evaluation with all it looked at and all it said; never changed.
CREATE TABLE eligibility_evaluation (
    clinic_id         uuid   NOT NULL,
    id                uuid   NOT NULL,
    ordinal           bigint GENERATED ALWAYS AS IDENTITY,
    patient_id        uuid   NOT NULL,
    scope             text   NOT NULL CHECK (scope IN ('P', 'S')),
    session_id        uuid,
    decision          text   NOT NULL CHECK (decision IN ('EXCLUDED', 'INCOMPLETE', 'REVIEW', 'ELIGIBLE')),
    previous_decision text   CHECK (previous_decision IN ('EXCLUDED', 'INCOMPLETE', 'REVIEW', 'ELIGIBLE')),
    rule_set_version  text   NOT NULL,
    blocking          text[] NOT NULL,
    evaluated_at      timestamptz NOT NULL,
    valid_until       timestamptz,
    evaluated_by      uuid,
    evaluated_by_name text   NOT NULL,
    snapshot          jsonb  NOT NULL,
    evaluation        jsonb  NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CHECK ((scope = 'S') = (session_id IS NOT NULL))
);
CREATE INDEX eligibility_evaluation_patient ON eligibility_evaluation (clinic_id, patient_id, scope, ordinal DESC);
CALL ops.clinic_table('eligibility_evaluation', 'SELECT, INSERT');

-- Signed decisions that let one rule not block (overrides, deferrals) or close one finding (clearances).
CREATE TABLE eligibility_waiver (
    clinic_id    uuid NOT NULL,
    id           uuid NOT NULL,
    version      int  NOT NULL,
    patient_id   uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('OVERRIDE', 'DEFERRAL', 'CLEARANCE')),
    subject      text NOT NULL CHECK (length(subject) BETWEEN 1 AND 64),
    fact_id      uuid,
    reason       text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    signature_id uuid NOT NULL,
    signed_by    uuid NOT NULL,
    signer_name  text NOT NULL,
    signed_at    timestamptz NOT NULL,
    expires_on   date NOT NULL,
    expires_at   timestamptz NOT NULL CHECK (expires_at > signed_at),
    recorded_at  timestamptz NOT NULL,
    revoked_at   timestamptz,
    revoked_by   uuid,
    revoked_by_name text,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CONSTRAINT eligibility_waiver_signature UNIQUE (clinic_id, signature_id),
    CHECK (kind = 'CLEARANCE' OR fact_id IS NULL),
    CONSTRAINT eligibility_waiver_in_force EXCLUDE USING gist (
        clinic_id WITH =, patient_id WITH =, kind WITH =, subject WITH =, tstzrange(signed_at, expires_at) WITH &&
    ) WHERE (revoked_at IS NULL)
);
CALL ops.clinic_table('eligibility_waiver', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION eligibility_waiver_is_only_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.revoked_at IS NOT NULL
        OR (to_jsonb(NEW) - '{version,revoked_at,revoked_by,revoked_by_name}'::text[])
            <> (to_jsonb(OLD) - '{version,revoked_at,revoked_by,revoked_by_name}'::text[]) THEN
        RAISE EXCEPTION 'a signed decision is never rewritten' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER eligibility_waiver_is_only_revoked BEFORE UPDATE ON eligibility_waiver
    FOR EACH ROW EXECUTE FUNCTION eligibility_waiver_is_only_revoked();

-- What session-service told of plans and doses, as far as rules ask for it. The patient may not be known here yet.
CREATE TABLE treatment_seen (
    clinic_id         uuid NOT NULL,
    id                uuid NOT NULL,
    plan_id           uuid,
    sessions_planned  int,
    interval_days     int,
    dosing_weight_kg  numeric,
    dosing_weight_at  timestamptz,
    PRIMARY KEY (clinic_id, id)
);
CALL ops.clinic_table('treatment_seen', 'SELECT, INSERT, UPDATE');
