"""What makes a lesson good: each file looks for one sort of fault and gives its findings with their places."""
