"""The operator's side: arranging state, faults and time, and looking at what happened."""
