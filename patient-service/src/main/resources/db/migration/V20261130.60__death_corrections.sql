-- A death that was recorded by mistake is taken back in the open: the record's versions keep what was said, this keeps why it
-- was wrong and whose signatures stand for that. Written once. Either a medical director signed, or two people did.
CREATE TABLE death_correction (
    clinic_id           uuid NOT NULL,
    id                  uuid NOT NULL,
    patient_id          uuid NOT NULL,
    died_on             date NOT NULL,
    reason              text NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
    corrected_at        timestamptz NOT NULL,
    corrected_by        uuid NOT NULL,
    corrected_by_name   text NOT NULL,
    by_medical_director boolean NOT NULL,
    signature_id        uuid NOT NULL,
    signed_by           uuid NOT NULL,
    signer_name         text NOT NULL,
    second_signature_id uuid,
    second_signed_by    uuid,
    second_signer_name  text,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CONSTRAINT death_correction_signature UNIQUE (clinic_id, signature_id),
    CONSTRAINT death_correction_stands CHECK (by_medical_director OR second_signature_id IS NOT NULL),
    CONSTRAINT death_correction_second CHECK (num_nonnulls(second_signature_id, second_signed_by, second_signer_name) IN (0, 3)),
    CONSTRAINT death_correction_two_people CHECK (second_signed_by <> signed_by)
);
CREATE INDEX death_correction_patient ON death_correction (clinic_id, patient_id, corrected_at);
CALL ops.clinic_table('death_correction', 'SELECT, INSERT');
