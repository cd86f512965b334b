### Tribute's webhooks, for admins: the test, an event that came twice with different contents, a wrong address.

notice-admin-webhook-test = 👋 Tribute's test has arrived: the webhook works and the key is right.
notice-admin-webhook-conflict =
    ⚠️ Tribute sent one event twice with different contents. The first one counts; the other is kept in the database.
    <code>{ $event }</code>
    Please compare it with Tribute's dashboard.
notice-admin-webhook-misdirected =
    ⚠️ Tribute's webhook came to another address of the bot, <code>{ $path }</code>, so it was not stored and nobody got access.
    Copy this into Webhook URL (Settings → API Keys in Tribute's dashboard):
    <code>{ $address }</code>
    Tribute then sends the refused webhooks again, for about a day.
button-webhook-copy-address = 📋 Copy the webhook address
