"""The Cin7 Core adapter: its table of answers, its mappings, its sessions and its account over the fake."""
