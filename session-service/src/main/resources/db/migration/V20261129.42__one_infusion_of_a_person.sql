-- Nobody has two infusions at once: limits over a person's record count what runs in one session only.
CREATE UNIQUE INDEX session_one_infusion ON session (clinic_id, patient_id) WHERE state IN ('INFUSING', 'PAUSED');
