-- Patients who were found eligible and have no session yet: they answer the questionnaires of the baseline.
INSERT INTO care_patient (clinic_id, id, language)
SELECT current_setting('bench.clinic')::uuid, numbered(n), 'es'
FROM generate_series(1, current_setting('bench.answering')::bigint) AS n;

INSERT INTO care_enrolment (clinic_id, id, patient_id, diagnoses, primary_measure, migraine_definition, failed_classes,
    comorbidity_codes)
SELECT current_setting('bench.clinic')::uuid, numbered(n), numbered(n), '{1.3}', 'MIGRAINE_DAYS', 'STRICT_4H',
    '{BETA_BLOCKER,TCA}', '{}'
FROM generate_series(1, current_setting('bench.answering')::bigint) AS n;

INSERT INTO care_enrolment_step (clinic_id, id, enrolment_id, sequence, state, occurred_at)
SELECT current_setting('bench.clinic')::uuid, numbered(10 * n + step), numbered(n), step, state, now() - interval '1 day'
FROM generate_series(1, current_setting('bench.answering')::bigint) AS n,
    (VALUES (1, 'REFERRED'), (2, 'SCREENING'), (3, 'ELIGIBLE')) AS steps (step, state);
