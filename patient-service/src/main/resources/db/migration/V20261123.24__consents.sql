-- Signed consents. What was signed never changes; a later signature supersedes it, a withdrawal ends it.
CREATE TABLE consent (
    clinic_id        uuid NOT NULL,
    id               uuid NOT NULL,
    version          int  NOT NULL,
    patient_id       uuid NOT NULL,
    type             text NOT NULL CHECK (type IN ('TREATMENT_OFF_LABEL', 'SEDATION_RISK', 'CONTROLLED_SUBSTANCE_AGREEMENT',
        'NO_DRIVING_ACK', 'PRIVACY_NOTICE', 'SENSITIVE_DATA_AUTHORISATION', 'TELEHEALTH_MESSAGING', 'PRO_DATA_USE',
        'RESEARCH', 'PART2_DISCLOSURE')),
    document_version text NOT NULL CHECK (document_version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    document_hash    text NOT NULL CHECK (document_hash ~ '^[0-9a-f]{64}$'),
    language         text NOT NULL CHECK (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
    signer_name      text CHECK (length(signer_name) BETWEEN 1 AND 200),
    capacity         text NOT NULL CHECK (capacity IN ('HAS_CAPACITY', 'LACKS_CAPACITY')),
    representative_name         text CHECK (length(representative_name) BETWEEN 1 AND 200),
    representative_relationship text CHECK (length(representative_relationship) BETWEEN 1 AND 100),
    witness_name     text CHECK (length(witness_name) BETWEEN 1 AND 200),
    method           text NOT NULL CHECK (method IN ('PAPER', 'ELECTRONIC', 'VERBAL')),
    signed_at        timestamptz NOT NULL,
    expires_on       date NOT NULL,
    superseded_by    uuid,
    withdrawn_at     timestamptz,
    withdrawal_reason text CHECK (length(withdrawal_reason) BETWEEN 1 AND 500),
    recorded_at      timestamptz NOT NULL,
    recorded_by      uuid NOT NULL,
    recorded_by_name text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CONSTRAINT consent_representative CHECK (capacity = 'HAS_CAPACITY' OR representative_name IS NOT NULL),
    CONSTRAINT consent_witness CHECK (method <> 'VERBAL' OR witness_name IS NOT NULL),
    CHECK (withdrawn_at >= signed_at)
);
-- Of each type at most one stands.
CREATE UNIQUE INDEX consent_one_stands ON consent (clinic_id, patient_id, type)
    WHERE superseded_by IS NULL AND withdrawn_at IS NULL;
CREATE INDEX consent_patient ON consent (clinic_id, patient_id, signed_at DESC, id DESC);
CALL ops.clinic_table('consent', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION consent_is_never_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - '{version,superseded_by,withdrawn_at,withdrawal_reason}'::text[])
            <> (to_jsonb(OLD) - '{version,superseded_by,withdrawn_at,withdrawal_reason}'::text[])
        OR (OLD.superseded_by IS NOT NULL AND NEW.superseded_by IS DISTINCT FROM OLD.superseded_by)
        OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at) THEN
        RAISE EXCEPTION 'a signed consent is never rewritten' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_is_never_rewritten BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_is_never_rewritten();
