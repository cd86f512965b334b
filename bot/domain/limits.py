"""The limits on messages: what Telegram allows the bot, and what the bot allows one person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast the bot writes, and how much of one person it answers."""

    seconds_between_messages: float = 1 / 24
    """A little under Telegram's 25 to 30 a second; evenly spaced, so that no second has a burst."""
    seconds_between_messages_to_a_chat: float = 1.05
    seconds_between_answers_to_a_chat: float = 1.05
    """The same pace for answers to a person's own messages; 0 lets them go at once."""
    seconds_between_jobs_in_a_chat: float = 0.2
    """Telegram limits approvals and removals less than messages. A flood of them still must not use
    up the bot's limit as a whole."""
    edits_at_once: int = 5
    """Edits of messages in one private chat before they go at the pace of messages."""
    minute_seconds: float = 60.0
    """The time within which the next two count."""
    messages_a_minute: int = 20
    """A person's messages that are answered; the rest of the minute goes unanswered."""
    presses_a_minute: int = 30
    """A person's presses that are carried out; the others are only acknowledged."""
