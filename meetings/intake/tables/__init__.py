"""Any ministry's table becomes draft meetings: nothing is lost, nothing is guessed, all can be undone."""
