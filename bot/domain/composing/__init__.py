"""Messages that an admin composes outside the chat."""
