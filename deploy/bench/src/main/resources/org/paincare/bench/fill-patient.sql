-- Patients, and facts of five kinds spread over those examined, as registrations and recordings would have left them.
INSERT INTO patient (clinic_id, id, version, given_names, first_surname, second_surname, birth_date, sex_at_birth, language,
    registered_at, changed_at, registered_by)
SELECT current_setting('bench.clinic')::uuid, numbered(n), 0, numbered_given_name(n), numbered_surname(n),
    numbered_surname(n / 1024 * 7 + n * 3), date '1950-01-01' + (n % 20000)::int, 'FEMALE', 'es', now(), now(),
    current_setting('bench.clinic')::uuid
FROM generate_series(1, current_setting('bench.patients')::bigint) AS n;

-- Foreign keys hold by construction; checking each of a million rows takes minutes.
SET session_replication_role = replica;
INSERT INTO clinical_fact (clinic_id, id, patient_id, code, state, value_number, unit, observed_at, source,
    vocabulary_version, recorded_at, recorded_by_name)
SELECT current_setting('bench.clinic')::uuid, numbered(n), numbered(1 + n % examined),
    (ARRAY['SYSTOLIC_BP', 'DIASTOLIC_BP', 'HEART_RATE', 'WEIGHT_KG', 'HEADACHE_DAYS_28'])[1 + n / examined % 5],
    'PRESENT', 70 + n % 10, (ARRAY['mm[Hg]', 'mm[Hg]', '/min', 'kg', 'd'])[1 + n / examined % 5],
    now() - interval '200 days' + n / examined * interval '1 day', 'CLINICIAN', '1', now(), 'Invented'
FROM generate_series(1, current_setting('bench.observations')::bigint) AS n,
    (SELECT current_setting('bench.examined')::bigint AS examined) AS size;
SET session_replication_role = origin;
