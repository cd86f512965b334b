### The console's page of plans and tariffs.

## Answers
console-plans-no-language = This shop doesn't speak that language. Please choose another one.
console-plans-no-renewal = Only a price for one month can renew: Telegram charges every 30 days.
console-plans-ordered = Buyers see the new order.
console-plans-renewal-too-much = A price that renews is { $most } Stars at most. Please choose a lower one, or let it be paid once.
console-plans-waiting = { $count ->
    [one] { $count } payment waits because its product isn't sold here.
   *[other] { $count } payments wait because their products aren't sold here.
}

## The page
console-plans-title = Prices
console-plans-title-several = Plans and prices
console-plans-short = Prices
console-plans-prices = Prices in the order of the shop
console-plans-sell = Sell a product
console-plans-add = Add a plan
console-plans-waiting-look = See what waits
console-plans-restore = Back to the original order
console-plans-acts = { $name }: more
console-plans-save = Save
console-plans-go-on = Continue
console-plans-no-tariffs = Nothing is sold here yet. “Sell a product” shows what Tribute has.

## A plan
console-plans-words = Name and description
console-plans-includes = Included plans
console-plans-chats = Private chats
console-plans-retire = Stop selling
console-plans-sell-again = Sell it again
console-plans-retired = Not sold
console-plans-retire-question = Stop selling { $name }?
console-plans-retire-text = Buyers aren't offered it any more. People keep the access they have, and payments by old links are granted.
console-plans-included = Includes { $names }

## A price
console-plans-tariff-words = Own name and description
console-plans-stars = Price in Stars
console-plans-hide = Hide it from buyers
console-plans-show = Show it to buyers
console-plans-hidden = Hidden
console-plans-not-sold = Not on sale
console-plans-no-price = No price at the moment
console-plans-old = { $count ->
    [one] { $count } older product, whose link still works
   *[other] { $count } older products, whose links still work
}
console-plans-open = Open { $name } at Tribute
console-plans-stop = Stop selling
console-plans-stop-yes = Yes, stop selling it
console-plans-stars-price = Stars
console-plans-stars-hint = A whole number from 1 to 100,000. Empty: not sold in Stars.
console-plans-stars-renews = Renews every 30 days

## Words
console-plans-language = Language
console-plans-name = Name
console-plans-description = Description
console-plans-add-hint = For example Pro. Buyers see it once it has something on offer.
console-plans-name-hint = Buttons show it, so up to 32 characters.
console-plans-description-hint = A sentence or two for buyers, up to 300 characters. Formatting is set in the chat; words changed here have none.
console-plans-tariff-name-hint = Shown instead of how long it is. Empty: the original.
console-plans-tariff-description-hint = Shown instead of Tribute's words. Empty: the original. Formatting is set in the chat; words changed here have none.

## Included plans, chats
console-plans-includes-about = Whoever has this plan has the included ones too. Before you confirm, you read how many people it concerns.
console-plans-includes-none = No other plan can be included: each of them includes this one.
console-plans-include = Include
console-plans-exclude = Include no longer
console-plans-chat-open = Open
console-plans-open-chat = Open it
console-plans-close-chat = Take it away
console-plans-no-chats = The bot knows no private chat yet. Add it to a channel or a group as an administrator.

## Tribute's products
console-plans-products = Products at Tribute
console-plans-no-products = Tribute has no product yet. Create one in Tribute, then come back.
console-plans-skipped = { $count ->
    [one] { $count } product couldn't be read, so it isn't listed.
   *[other] { $count } products couldn't be read, so they aren't listed.
}
console-plans-on-offer = On offer
console-plans-sold-as = Sold as “{ $tariff }”
console-plans-sell-as = Sell…
console-plans-sell-otherwise = Sell otherwise…
console-plans-sell-yes = Yes, sell it
console-plans-beside = Keep the present product on offer too
