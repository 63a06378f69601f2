"""What an answer is worth: a lesson's question and what was typed, to an outcome and words for the learner."""
