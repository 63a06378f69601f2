"""What the learner did: kept in SQLite beside the thread that plays, and when to ask again."""
