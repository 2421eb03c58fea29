"""What an account remembers and the rules by which it changes, without any HTTP."""
