-- Which signature of the witness an entry stands on; no two entries stand on the same. Entries before this have none.
ALTER TABLE ledger_entry
    ADD COLUMN witness_signature uuid,
    ADD CONSTRAINT ledger_entry_witness_signature FOREIGN KEY (clinic_id, witness_signature)
        REFERENCES signature (clinic_id, id),
    ADD CONSTRAINT witness_signs_one_entry UNIQUE (clinic_id, witness_signature);
