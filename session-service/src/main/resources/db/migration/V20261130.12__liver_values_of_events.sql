-- What grades a liver event: its highest value in multiples of the upper limit of normal.
ALTER TABLE adverse_event ADD COLUMN times_upper_limit numeric(6, 2) CHECK (times_upper_limit BETWEEN 0 AND 1000);
