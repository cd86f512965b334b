### Private channels and groups: joining, leaving, and the bot's rights there.

button-chat = 🚪 { $title }

## To people
notice-chat-request =
    👋 You have asked to join “{ $title }”. It is for subscribers, and you have no access at the moment.

    Choose for how long you want access: once it is paid, you are let in automatically. Your request stays open for 10 minutes; after that it is declined, and you can ask again any time. The prices: /buy
notice-chat-request-waiting =
    👋 You have asked to join “{ $title }”. It is for subscribers, and you have no access at the moment.

    As soon as your access is open, you are let in automatically. Your request stays open for 10 minutes; after that it is declined, and you can ask again any time.
notice-chat-request-plan =
    👋 You have asked to join “{ $title }”. It opens with: { $plans }. You don't have that at the moment.

    Choose for how long you want it: once it is paid, you are let in automatically. Your request stays open for 10 minutes; after that it is declined, and you can ask again any time. The prices: /buy
notice-chat-request-plan-waiting =
    👋 You have asked to join “{ $title }”. It opens with: { $plans }. You don't have that at the moment.

    As soon as you have it, you are let in automatically. Your request stays open for 10 minutes; after that it is declined, and you can ask again any time.
notice-chat-removed =
    🚪 Your access has ended, so you are no longer in “{ $title }”.

    You can come back any time: see the prices, pay, and tap the chat's button.
notice-chat-removed-waiting =
    🚪 Your access has ended, so you are no longer in “{ $title }”.

    As soon as your access is open again, tap the chat's button to come back.

notice-chat-removed-plan =
    🚪 What is open to you now doesn't include “{ $title }”, so you are no longer in it.

    You can come back any time: see the prices, pay, and tap the chat's button.
notice-chat-removed-plan-waiting =
    🚪 What is open to you now doesn't include “{ $title }”, so you are no longer in it.

    As soon as it is open to you again, tap the chat's button to come back.

## To admins
notice-admin-chat-rights =
    🔒 <b>The bot can't do its work in “{ $title }”</b> (<code>{ $id }</code>). These rights are missing:
    { $rights }

    Please make the bot an administrator there with these rights. Everything that waits is done as soon as it has them.
chat-right-invite = • <b>Invite users via link</b>, to let subscribers in
chat-right-remove = • <b>Ban users</b>, to remove people whose access has ended
notice-admin-chat-gone =
    🔒 <b>The bot isn't in “{ $title }”</b> (<code>{ $id }</code>), or the chat doesn't exist any more.

    Please add the bot there as an administrator who may invite and ban users, or take the chat out of ACCESS_CHAT_IDS. Everything that waits is done as soon as the bot is back.
notice-admin-chat-restored = 🔓 All is well again in “{ $title }” (<code>{ $id }</code>). Everything that waited is being done.
notice-admin-chat-member-failed =
    🚪 { $who } could not be let into “{ $title }”, or removed from it. You can try it again: /attention
    <blockquote expandable>{ $reason }</blockquote>
notice-admin-chat-check-failed =
    🚪 “{ $title }” could not be prepared for subscribers. /doctor looks for the cause.
    <blockquote expandable>{ $reason }</blockquote>

## To the admin who has put the bot into a chat
chat-new-which-plan = 🔑 <b>Which plan opens “{ $title }”?</b>
chat-new-subscribers = 🔑 <b>Do subscribers get into “{ $title }”?</b>
chat-new-rights = The bot still lacks these rights there; give it them in the chat's list of administrators:
chat-new-gone = The bot isn't in “{ $title }” any more. Make it an administrator there again, and you are asked again.
chat-new-opened-by = ✅ “{ $title }” opens to everyone with { $plan }.
chat-new-opened = ✅ “{ $title }” opens to everyone with access.
chat-new-next = That is all. Subscribers find the button to it in /status and below their next payment, and are let in when they ask to join; when their access ends, they are removed.
chat-new-opened-also = It is also opened by: { $names }.
chat-new-open-already = “{ $title }” is open already, to everyone with access. To change that, tap the button.
chat-new-open-already-by = “{ $title }” is open already, by: { $names }. To take it away: /plans, a plan, then its chats.
chat-new-refused-only = All right, “{ $title }” isn't for subscribers. If you change your mind, tap the button.
chat-new-refused = All right, “{ $title }” isn't for subscribers. If you change your mind: /plans, a plan, then its chats.
button-chat-new-yes = Yes, subscribers get in
button-chat-new-no = No
button-chat-new-none = None of them
notice-admin-chat-gone-added =
    🔒 <b>The bot isn't in “{ $title }”</b> (<code>{ $id }</code>), or the chat doesn't exist any more.

    Please add the bot there as an administrator who may invite and ban users, or take the chat away in /plans. Everything that waits is done as soon as the bot is back.
