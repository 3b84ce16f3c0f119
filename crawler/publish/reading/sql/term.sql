SELECT terms.id AS id, terms.name AS name, terms.taxonomy AS taxonomy, parents.id AS parent, parents.name AS parent_name, NULL AS url
FROM terms
LEFT JOIN terms AS parents ON parents.id = terms.parent
WHERE terms.id = :key
