"""The state machine: where the learner is, what an event makes of it, and all that can be seen then."""
