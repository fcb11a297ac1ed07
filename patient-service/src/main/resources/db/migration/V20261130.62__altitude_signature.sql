-- The medical director's signature over the altitude profile that oxygen limits go by. A clinic's first profile follows from its
-- altitude and is unsigned until somebody signs it; whoever changes it brings the signature. Part of the clinic's versions.
ALTER TABLE clinic
    ADD COLUMN altitude_signature_id uuid,
    ADD COLUMN altitude_signed_by uuid,
    ADD COLUMN altitude_signer_name text,
    ADD COLUMN altitude_signed_at timestamptz,
    ADD CONSTRAINT clinic_altitude_signature CHECK (num_nulls(altitude_signature_id, altitude_signed_by, altitude_signer_name,
        altitude_signed_at) IN (0, 4));

CREATE FUNCTION altitude_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an altitude profile changes with a signature of its own' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER altitude_is_signed BEFORE UPDATE ON clinic FOR EACH ROW
    WHEN ((OLD.altitude_metres, OLD.altitude_profile) IS DISTINCT FROM (NEW.altitude_metres, NEW.altitude_profile)
        AND (NEW.altitude_signature_id IS NULL OR NEW.altitude_signature_id IS NOT DISTINCT FROM OLD.altitude_signature_id))
    EXECUTE FUNCTION altitude_is_signed();
