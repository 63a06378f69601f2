"""The tools of a lesson's author: the schema for editors, the first lesson, the reference of fields and kinds."""
