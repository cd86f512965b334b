### Вебхуки Tribute, для админов: проверка, событие, пришедшее дважды с разным содержанием, неверный адрес.

notice-admin-webhook-test = 👋 Проверка от Tribute дошла: вебхук работает, ключ верный.
notice-admin-webhook-conflict =
    ⚠️ Tribute прислал одно событие дважды с разным содержанием. Действует первое, второе сохранено в базе.
    <code>{ $event }</code>
    Пожалуйста, сверьте его с кабинетом Tribute.
notice-admin-webhook-misdirected =
    ⚠️ Вебхук Tribute пришёл на другой адрес бота, <code>{ $path }</code>: он не сохранён, и доступ никто не получил.
    Скопируйте этот адрес в поле Webhook URL (Settings → API Keys в кабинете Tribute):
    <code>{ $address }</code>
    После этого Tribute ещё около суток повторяет отклонённые вебхуки.
button-webhook-copy-address = 📋 Скопировать адрес вебхука
