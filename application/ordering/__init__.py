"""From approval to one complete sale."""
