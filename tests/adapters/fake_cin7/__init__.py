"""The fake Cin7 held to its documentation, to a model of its own and to what other clients do."""
