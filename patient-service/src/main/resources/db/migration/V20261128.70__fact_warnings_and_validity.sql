-- What was remarkable about a fact when it was recorded, by code; part of what was written and never changed.
ALTER TABLE clinical_fact ADD COLUMN warnings text[] NOT NULL DEFAULT '{}'
    CHECK (array_position(warnings, NULL) IS NULL AND cardinality(warnings) <= 4);

-- Until when a fact says something, where its source sets an end (a certificate, a negative test): after it, it counts as
-- unknown. Without one the rules alone say how long it counts.
ALTER TABLE clinical_fact ADD COLUMN valid_until timestamptz CHECK (valid_until > observed_at);
