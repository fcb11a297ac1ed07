-- A change of dose over a soft limit, outside the signed order, that a second person signed.
ALTER TABLE infusion_entry
    ADD COLUMN co_signature uuid,
    ADD COLUMN co_signed_by uuid,
    ADD CONSTRAINT infusion_entry_co_signature FOREIGN KEY (clinic_id, co_signature) REFERENCES signature (clinic_id, id),
    ADD CONSTRAINT change_co_signed_once UNIQUE (clinic_id, co_signature),
    ADD CONSTRAINT co_signer_is_another CHECK (co_signed_by IS NULL OR co_signed_by <> person),
    ADD CONSTRAINT co_signed_by_signature CHECK ((co_signature IS NULL) = (co_signed_by IS NULL));
