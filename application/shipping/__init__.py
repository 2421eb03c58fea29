"""What becomes of a sale after it was made: its goods, and where both sides come to disagree."""
