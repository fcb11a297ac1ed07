-- How far events have come, across clinics and without their content: what was told, what was taken.
CREATE POLICY watching ON stream_counter FOR SELECT TO ${service}_ops USING (true);
GRANT SELECT ON stream_counter TO ${service}_ops;
CREATE POLICY watching ON inbox FOR SELECT TO ${service}_ops USING (true);
GRANT SELECT ON inbox TO ${service}_ops;
