-- What patients took at home, as told; a correction is a row that stands for another.
CREATE TABLE care_home_dose (
    clinic_id   uuid           NOT NULL,
    id          uuid           NOT NULL,
    patient_id  uuid           NOT NULL,
    sprays      int            NOT NULL CHECK (sprays BETWEEN 0 AND 1000),
    dose_mg     numeric(15, 6) NOT NULL CHECK (dose_mg >= 0),
    supersedes  uuid,
    occurred_at timestamptz    NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX care_home_dose_patient ON care_home_dose (clinic_id, patient_id, occurred_at);
CREATE INDEX care_home_dose_supersedes ON care_home_dose (clinic_id, supersedes) WHERE supersedes IS NOT NULL;
CALL ops.clinic_table('care_home_dose', 'SELECT, INSERT');
