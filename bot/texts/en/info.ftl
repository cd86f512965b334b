### Answers to questions: /help, /terms, and the choice of the language.

## /help
help-about =
    ℹ️ <b>What this bot does</b>
    It sells access. Choose for how long, pay through Tribute, and access opens at once. /status always says until when.
help-command = /{ $command } — { $what }
help-admins = <b>For admins</b>
help-admins-selling = <b>What is sold</b>
help-admins-access = <b>Access and money</b>
help-admins-bot = <b>The bot and its data</b>

## /terms
terms-title = 📄 <b>Terms of sale</b>
terms-url =
    📄 <b>Terms of sale</b>
    { $url }
terms-none =
    📄 <b>Terms of sale</b>
    The owner hasn't published terms here. Questions before you pay: /paysupport
terms-payment = Tribute takes the payment, by its own rules. This bot never sees your card. Refunds: /paysupport
button-terms = Read the terms

## /language
language-choose = 🌐 Choose your language
language-chosen = 🌐 The bot speaks English with you now. The prices: /buy
language-chosen-added = 🌐 Your language is { $language } now. The prices: /buy
label-language-current = ✓ { $language }
label-language-en = English
label-language-ru = Русский
