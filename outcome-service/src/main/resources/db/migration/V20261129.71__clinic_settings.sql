-- Policy values that the clinic's medical director signed, by code, as patient-service last told them.
ALTER TABLE care_clinic ADD COLUMN settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object');
