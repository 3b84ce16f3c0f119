"""Characters, dates and words: functions for every package, independent of blogs."""
