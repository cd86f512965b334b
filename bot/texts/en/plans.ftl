### /plans, for admins: what people can buy access to, which plan includes which, and its chats.

## The plan that a shop begins with, until an admin names it
plan-first = Access
plan-tariff = { $plan } · { $duration }

## The list
plans-list-title = 📦 <b>Plans</b>
plans-list-about = A plan is what access opens: private chats, and your own features and services. How long it is sold for, and as which product: /tariffs
plans-entry = <b>{ $name }</b> · <code>{ $code }</code>{ $state ->
    [retired] {" "}· not sold any more
   *[sold] {""}
}
plans-refolding = { $count ->
    [one] ⏳ The last change of what plans include is still being carried out: { $count } person is left.
   *[other] ⏳ The last change of what plans include is still being carried out: { $count } people are left.
}
plans-unnamed = 👉 Buyers read “{ $name }” for the plan that the shop began with. Open it to give it a name.
button-plan = { $plan }
button-plan-list = ‹ All plans
button-plan-add = + Add a plan

## The contents of a plan
plan-name = { $name }
plan-includes = ⊃ Includes: { $names }
plan-included-in = ⊂ Included in: { $names }
plan-count-tariffs = { $count ->
    [0] nothing on offer
    [one] { $count } price on offer
   *[other] { $count } prices on offer
}
plan-count-chats = { $count ->
    [0] no chats
    [one] { $count } chat
   *[other] { $count } chats
}
plan-count-people = { $count ->
    [0] nobody has it now
    [one] { $count } person has it now
   *[other] { $count } people have it now
}

## A plan's card
plan-card-title = 📦 <b>{ $name }</b> · <code>{ $code }</code>
plan-card-retired = ⏹ Not sold any more since { $when }. People keep the access they have.
plan-card-description = <blockquote>{ $words }</blockquote>
plan-name-in = { $language }: { $name }
plan-nothing-on-offer = 👉 To sell it, choose a product under /products and press “Sell as…”.
plan-added = ✅ The plan is there. Buyers see it once it has something on offer.
button-plan-rename = ✏️ Rename…
button-plan-describe = 📝 Describe…
button-plan-includes = ⊃ Includes…
button-plan-chats = 🔑 Chats…
button-plan-up = ⬆️ Move up
button-plan-retire = ⏹ Retire…
button-plan-sell-again = ▶️ Sell again
button-plan-tariffs = What is sold
button-plan-no = No, back
toast-plan-moved = It is number { $place } of { $count } now.

## Names and descriptions
plan-ask-new-name =
    <b>What is the new plan called?</b> Buyers read this name: at most { $most } characters. For example: <code>Pro</code>

    Never mind? /cancel
plan-ask-name = <b>What is the plan called? ({ $language })</b> Type the name.
plan-name-rule =
    Buyers read it: at most { $most } characters. In a language without a name of its own they read one of the others.

    Never mind? /cancel
plan-name-empty = That has nothing one could read. Type a name, for example <code>Pro</code>.
plan-name-too-long = That is too long for a button: at most { $most } characters. Type a shorter name.
plan-name-in-use = Another plan is called that already, perhaps in another language, with other capital letters, or with letters that only look the same. Type another name.
plan-ask-description = <b>What does { $name } open? ({ $language })</b> Type a sentence or two for buyers.
plan-description-rule =
    At most { $most } characters, formatted as you type them: bold words, links, spoilers, emoji.

    Never mind? /cancel
plan-description-too-long = A description has at most { $most } characters, and at least one. Type another one.
plan-words-unread =
    <b>{ $words }</b>

    Buyers don't read it yet: they will once there are two plans to choose from, this one among them. It doesn't count yet. Not right? Just send it once more.
plan-words-none = nothing
toast-plan-name-in-use = That is another plan's name by now. Please send another one.
label-plan-language = 🌐 { $language }
button-plan-name-remove = ↩️ Without a name of its own
button-plan-description-remove = Remove the description

## Selling
plan-retire-question = <b>Stop selling { $name }?</b>
plan-retire-people = { $count ->
    [0] Nobody has it now.
    [one] { $count } person has it now, and keeps it until its end.
   *[other] { $count } people have it now, and keep it until its end.
}
plan-retire-old-links = Payments by old links are still granted. You can sell it again any time.
button-plan-retire-yes = Yes, stop selling it
toast-plan-last-sold = This is the only plan that is sold, so it stays on sale. Add another plan first, or sell a retired one again.
toast-plan-retired = It is no longer sold.
toast-plan-sold-again = It is sold again.

## Including other plans
plan-includes-choose = <b>Which plans does { $name } include?</b> Tap one to change it; you are asked before anything happens.
plan-includes-nothing-to-choose = { $name } can't include any other plan: each of them includes it already.
label-plan-choice = { $mark ->
    [on] ✓ { $name }
   *[off] + { $name }
}
plan-include-question = <b>Let { $plan } include { $other }?</b>
plan-exclude-question = <b>Let { $plan } no longer include { $other }?</b>
plan-include-meaning = Whoever has { $plan } also has { $other }. { $other }'s own time stands still while { $plan } runs, and goes on afterwards: nobody loses paid time.
plan-exclude-meaning = Whoever has { $plan } no longer has { $other } because of it. Time of { $other } that people paid for and that stood still goes on at once.
plan-inclusion-people = { $count ->
    [0] Nobody has or had { $plan }, so nothing changes for anybody now.
    [one] It concerns { $count } person who has or had { $plan }.
   *[other] It concerns { $count } people who have or had { $plan }.
}
plan-inclusion-shortened = { $count ->
    [0] ✅ Nobody's access gets shorter.
    [one] ⚠️ The access of { $count } person gets shorter.
   *[other] ⚠️ The access of { $count } people gets shorter.
}
plan-inclusion-grown = ⚠️ More people have come in the meantime. This is how it stands now:
plan-inclusion-done = ✅ Changed. Everybody's access is being worked out again; payments go on meanwhile.
plan-counting = ⏳ Counting…
button-plan-include-yes = Yes, include it
button-plan-exclude-yes = Yes, include it no longer
toast-plan-circle = That plan includes this one, so it can't be the other way round too.
toast-plan-refolding = { $count ->
    [0] One change after the other: the last one is just being finished. Please try again in a moment.
    [one] One change after the other: { $count } person is left of the last one. Please try again in a moment.
   *[other] One change after the other: { $count } people are left of the last one. Please try again in a moment.
}

## Private chats
plan-chats-choose = <b>Which private chats does { $name } open?</b> Tap one to change it.
plan-chats-choose-only = <b>Which private chats do subscribers get into?</b> Tap one to change it.
plan-chats-none = None yet.
plan-chats-another = To add a chat that isn't here, make the bot an administrator there who may invite and ban users: you are then asked which plan opens it.
plan-chats-another-only = To add a chat that isn't here, make the bot an administrator there who may invite and ban users: you are then asked whether subscribers get in.
plan-chat-entry = { $mark ->
    [on] ✓ <b>{ $title }</b>
   *[off] + { $title }
}
plan-chat-in-settings = in the settings, as ACCESS_CHAT_IDS
plan-chat-others = also opened by: { $names }
plan-chat-problem = ⚠️ { $problem ->
    [gone] The bot isn't there any more: /doctor
   *[rights] The bot lacks a right there: /doctor
}
plan-chat-close-question = <b>Take “{ $title }” away from { $plan }?</b>
plan-chat-close-removes = { $count ->
    [0] It stays open by: { $others }. Nobody is removed.
    [one] It stays open by: { $others }. ⚠️ { $count } person without these is removed at once.
   *[other] It stays open by: { $others }. ⚠️ { $count } people without these are removed at once.
}
plan-chat-close-last = No other plan opens it. The people inside stay, and the bot no longer looks after the chat: it lets nobody in, and removes nobody.
plan-chat-close-question-only = <b>Let subscribers no longer into “{ $title }”?</b>
plan-chat-close-last-only = The people inside stay, and the bot no longer looks after the chat: it lets nobody in, and removes nobody.
plan-chat-open-question = <b>Let { $plan } open “{ $title }”?</b>
plan-chat-open-removes = { $count ->
    [one] ⚠️ The bot once let { $count } person in who doesn't have { $plan } now; they are removed at once.
   *[other] ⚠️ The bot once let { $count } people in who don't have { $plan } now; they are removed at once.
}
button-plan-chat-close = Yes, take it away
button-plan-chat-open = Yes, open it
plan-chat-open-question-only = <b>Let subscribers into “{ $title }”?</b>
plan-chat-open-removes-only = { $count ->
    [one] ⚠️ The bot once let { $count } person in who has no access now; they are removed at once.
   *[other] ⚠️ The bot once let { $count } people in who have no access now; they are removed at once.
}
button-plan-its-chats-only = 🔑 All private chats
button-plan-its-chats = 🔑 The chats of this plan
toast-plan-chat-opened = It opens to people of this plan now.
toast-plan-chat-closed = This plan no longer opens it.
toast-plan-chat-opened-only = Subscribers get in now.
toast-plan-chat-closed-only = It is no longer for subscribers.
toast-plan-chat-in-settings = This chat is in the settings. Take it out of ACCESS_CHAT_IDS there, and restart the bot.
