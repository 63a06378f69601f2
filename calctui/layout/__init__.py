"""View and size -> boxes and wrapped words; the same for the app, show, export and check."""
