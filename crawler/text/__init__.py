"""What every room may ask about characters, dates and words; it knows nothing of blogs."""
