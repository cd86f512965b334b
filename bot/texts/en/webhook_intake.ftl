### Tribute's webhooks, for admins: the test, and an event that came twice with different contents.

notice-admin-webhook-test = 👋 Tribute's test has arrived: the webhook works and the key is right.
notice-admin-webhook-conflict =
    ⚠️ Tribute sent one event twice with different contents. The first one counts; the other is kept in the database.
    <code>{ $event }</code>
    Please compare it with Tribute's dashboard.
