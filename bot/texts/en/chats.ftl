### Private channels and groups: the way in, the way out, and what the bot may do there.

## Buttons
button-chat = 🚪 { $title }

## To people
notice-chat-knock =
    👋 You have asked to join «{ $title }». It is for subscribers, and you have no access at the moment.

    Choose a tariff: once it is paid, I let you in at once. Your request stays open for 10 minutes; after that I have to decline it, and you can ask again any time. The tariffs: /buy
notice-chat-removed =
    🚪 Your access is over, so you are no longer in «{ $title }».

    You can come back any time: choose a tariff, pay, and tap the chat's button.

## To admins
notice-admin-chat-right =
    🔒 <b>I can't do my work in «{ $title }»</b> (<code>{ $id }</code>). I am missing:
    { $rights }

    Please make me an administrator there with these rights. What waits is done as soon as I have them.
chat-right-invite = • <b>Invite users via link</b>, to let subscribers in
chat-right-remove = • <b>Ban users</b>, to remove those whose access has ended
notice-admin-chat-gone =
    🔒 <b>I am not in «{ $title }»</b> (<code>{ $id }</code>), or it doesn't exist any more.

    Please add me there as an administrator who may invite and ban users, or take the chat out of ACCESS_CHAT_IDS. What waits is done as soon as I am back.
notice-admin-chat-well = 🔓 All is well again in «{ $title }» (<code>{ $id }</code>). What waited is being done.
notice-admin-chat-undone =
    🚪 { $who } could not be let into «{ $title }», or removed from it: { $reason }
notice-admin-chat-look = 🚪 «{ $title }» could not be prepared for subscribers: { $reason }
