"""An owner's own texts: files of TEXTS_DIR that go before the bot's, or add a language
(docs/texts.md). Only shops with TEXTS_DIR import this."""
