-- A patient registered twice: ids are never rewritten, the alias points at the record it is read under.
ALTER TABLE care_patient ADD COLUMN canonical_id uuid;
ALTER TABLE care_patient ADD CONSTRAINT care_patient_alias_of_another CHECK (canonical_id <> id);
ALTER TABLE care_patient ADD FOREIGN KEY (clinic_id, canonical_id) REFERENCES care_patient (clinic_id, id);
CREATE INDEX care_patient_canonical ON care_patient (clinic_id, canonical_id);
