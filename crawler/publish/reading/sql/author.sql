SELECT id, name, url, NULL AS taxonomy FROM authors WHERE id = :key
