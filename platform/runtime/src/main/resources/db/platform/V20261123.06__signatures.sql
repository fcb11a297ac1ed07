-- A person's name under the hash of something exact. Asked for by a challenge, given once, never changed.
CREATE TABLE signature (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    resource     text        NOT NULL CHECK (length(resource) BETWEEN 1 AND 300),
    content_hash text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    meaning      text        NOT NULL CHECK (meaning ~ '^[A-Z][A-Z0-9_]{0,63}$'),
    asked_by     uuid        NOT NULL,
    expires_at   timestamptz NOT NULL,
    signed_by    uuid,
    signer_name  text,
    signer_roles text[],
    signed_at    timestamptz,
    recorded_at  timestamptz,
    PRIMARY KEY (clinic_id, id),
    CHECK ((signed_by IS NULL) = (signed_at IS NULL)),
    CHECK ((signed_by IS NULL) = (signer_roles IS NULL))
);
CALL ops.clinic_table('signature', 'SELECT, INSERT, UPDATE');
CREATE FUNCTION signature_is_given_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_by IS NOT NULL THEN
        RAISE EXCEPTION 'a signature is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_is_given_once BEFORE UPDATE ON signature FOR EACH ROW EXECUTE FUNCTION signature_is_given_once();
