-- The newest 20 readings of a session.
\set session random(1, :closed)
SELECT * FROM observation WHERE session_id = numbered(1000000 + :session) ORDER BY observed_at DESC, id DESC LIMIT 20;
