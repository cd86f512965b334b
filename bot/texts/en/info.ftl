### Answers to questions: /help, /paysupport, /terms, and the choice of the language.

## /help
help-about =
    ℹ️ <b>What this bot does</b>
    It sells access. Choose for how long, pay through Tribute, and access opens at once. /status always says until when.
help-command = /{ $command } — { $what }
help-admins = <b>For admins</b>

## /paysupport
support-about =
    🛟 <b>Questions about a payment</b>
    { $contact }

    <b>Refunds</b>
    • Paid with Stars: the owner can return them.
    • Paid another way: only Tribute's support can.
    A refund also ends the access it paid for.
support-include =
    <b>Please include</b>
    • your Telegram id: <code>{ $id }</code>
    • what happened
support-purchase = • { $number }: { $what }
support-unlisted = The bot knows of no payment of yours. If you paid in the browser: /claim
support-contact = Please write to { $contact }
support-contact-none = The owner has given no contact here. Tribute's support, where you paid, can help.
button-support = Write to support

## /terms
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
label-language-current = ✓ { $language }
label-language-en = English
label-language-ru = Русский
