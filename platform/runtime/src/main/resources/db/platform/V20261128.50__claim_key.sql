-- Inserts a key's row, true where it was not there yet. Waits at most 2 s for another transaction that holds it
-- (SQLSTATE 55P03 afterwards); as a setting of the function it ends with it.
CREATE FUNCTION claim_idempotency_key(clinic uuid, caller uuid, called text, at_path text, sent text, hash bytea) RETURNS boolean
    LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
BEGIN
    INSERT INTO idempotency (clinic_id, caller_id, method, path, key, request_hash)
    VALUES (clinic, caller, called, at_path, sent, hash)
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;
