-- A number as somebody entered it, where it is kept in another unit or as a ratio: the record shows what was read off the
-- scale or the laboratory's paper beside what is reckoned with.
ALTER TABLE clinical_fact
    ADD COLUMN entered_value numeric,
    ADD COLUMN entered_unit text CHECK (length(entered_unit) BETWEEN 1 AND 24),
    ADD CONSTRAINT clinical_fact_entered_whole CHECK ((entered_value IS NULL) = (entered_unit IS NULL)),
    ADD CONSTRAINT clinical_fact_entered_of_present CHECK (state = 'PRESENT' OR entered_value IS NULL);
