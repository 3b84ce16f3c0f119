SELECT id, title, published FROM articles WHERE author = :key ORDER BY published DESC LIMIT 200
