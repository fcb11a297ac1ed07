-- One reading of one of the running infusions.
\set session random(1, :infusing)
INSERT INTO observation (id, session_id, patient_id, source, sbp, dbp, hr, rr, spo2, observed_at, received_at)
VALUES (uuidv7(), numbered(:session), numbered(:session), 'DEVICE', 126, 80, 76, 14, 93, now(), now());
