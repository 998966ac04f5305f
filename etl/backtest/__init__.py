"""Back-tests: what the answers' models would have said in the past, scored on what happened."""
