-- The newest 20 observations of one kind of one patient.
\set patient random(1, :examined)
\set kind random(1, 5)
SELECT * FROM fact WHERE patient_id = numbered(:patient)
AND code = (ARRAY['SYSTOLIC_BP', 'DIASTOLIC_BP', 'HEART_RATE', 'WEIGHT_KG', 'HEADACHE_DAYS_28'])[:kind]
ORDER BY observed_at DESC, id DESC LIMIT 20;
