### Admins' rooms: the menu, purchases, refunds and people.

## The menu
command-products = Products at Tribute
command-product = One product, by number or link
command-tariffs = What is sold, and for how long
command-refund = Return a payment
command-purchases = All purchases
command-user = Find a person
command-attention = What waits for you

## Questions
question-left = All right, that question is closed. Nothing has changed.
