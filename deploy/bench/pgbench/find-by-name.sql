-- Up to 20 patients by part of a surname, best match first.
\set word random(1, 1024)
SELECT id, given_names, first_surname, second_surname, birth_date FROM patient_name
WHERE folded LIKE '%' || (SELECT part FROM word WHERE id = :word) || '%'
ORDER BY word_similarity((SELECT part FROM word WHERE id = :word), folded) DESC, id LIMIT 20;
