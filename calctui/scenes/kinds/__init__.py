"""One file a kind of scene; the file's name is the kind's name in lessons."""
