-- Policy values the medical director signed, over the defaults that ship; and whether the clinic is open. Both are part of
-- the clinic's versions.
ALTER TABLE clinic
    ADD COLUMN policy_values text NOT NULL DEFAULT '{}' CHECK (policy_values IS JSON OBJECT),
    ADD COLUMN policy_signature_id uuid,
    ADD COLUMN policy_signed_by uuid,
    ADD COLUMN policy_signer_name text,
    ADD COLUMN policy_signed_at timestamptz,
    ADD COLUMN state text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'SUSPENDED', 'CLOSED')),
    ADD CONSTRAINT clinic_policy_is_signed CHECK (policy_values = '{}' OR num_nulls(policy_signature_id, policy_signed_by,
        policy_signer_name, policy_signed_at) = 0);
