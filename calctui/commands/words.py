"""What `calctui --help` says before and after the list of commands."""

DESCRIPTION = """\
Learn calculus for machine learning in the terminal, one moving picture at a time.

Without a command, calctui opens the contents of the course: choose a lesson with
the arrow keys, open it with Enter, go on with the right arrow. ? shows all keys."""

EXAMPLES = """\
examples:
  calctui                                  open the contents
  calctui play introduction                open a lesson
  calctui play introduction#preview        open it at a step
  calctui play my-lesson.yaml              open a lesson of your own
  calctui read introduction                a lesson as plain text, to read or to hear
  calctui list                             what lessons there are
  calctui show introduction#preview        a moment of a lesson as text, without a terminal
  calctui review                           questions that are due again
  calctui progress                         what you have done so far
  calctui new my-lesson.yaml               a lesson of your own to start from
  calctui check my-lesson.yaml             what is wrong with a lesson, with line and column

Lessons are found among the built-in ones, then in the folders named by CALCTUI_LESSONS,
then as a path. NO_COLOR is honoured."""
