### The menu: one line for each command of the bot. The owner's own features bring theirs along.

## For everyone
command-buy = Prices and payment
command-status = My access and payments
command-claim = Paid in the browser, but no access?
command-help = What this bot can do
command-language = Change the language
command-paysupport = Payment questions and refunds
command-terms = Terms of sale

## For admins
command-start = Home: what waits, today in numbers
command-setup = Set up the shop, step by step
command-products = Products in Tribute
command-product = One product, by number or link
command-tariffs = What is sold, and for how long
command-refund = Refund a payment
command-purchases = All purchases
command-user = Find a person
command-grant = Give somebody access
command-revoke = End somebody's access
command-console = The whole shop on one page
command-attention = What is waiting for you
command-stats = Sales and subscribers in numbers
command-broadcast = Write to many people at once
command-export = Everything as tables (CSV)
command-backup = A copy of the database, as a file
command-doctor = Is everything all right?
command-plans = What people can buy access to
command-shop = What buyers read, in your own words
