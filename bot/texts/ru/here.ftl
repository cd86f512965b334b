### Тексты чата, как их говорит консоль, там, где чат называет команду: `here-` и ключ чата.
### Кнопка под ними открывает нужную страницу.

## Доктор
here-doctor-admins-no-owner = ADMIN_IDS пуст: некому добавлять и убирать админов и получать копию базы
here-doctor-contact-differs-step = Уберите строку из .env или вернитесь к её значению: «Контакт поддержки», «Вернуть исходное».
here-doctor-terms-differs-step = Уберите строку из .env или вернитесь к её значению: «Условия продажи», «Вернуть исходное».
here-doctor-consent-no-terms-step = Напишите условия продажи или выключите согласие.
here-doctor-feature-closed-step = Укажите в paid(…, plan=…) один из ключей магазина и перезапустите бота или добавьте план. Ключи: { $keys }
here-doctor-tribute-unread-step = Их номер, цена или валюта непонятны, поэтому здесь их не продать. Посмотрите на них в кабинете Tribute; остальные показывает «{ console-plans-sell }».
here-doctor-call-silent-step = Проверьте, что в кабинете Tribute (Settings → API Keys) в Webhook URL стоит { $url }, нажмите кнопку проверки и сравните продажи в Tribute с покупками здесь.
here-doctor-tariffs-none-step = Нажмите «{ console-plans-sell }», выберите продукт и укажите срок.
here-doctor-tariff-empty-step = Нажмите «{ console-plans-sell }» и выберите продукт. Если так и задумано, всё хорошо.
here-doctor-plan-empty-step = Нажмите «{ console-plans-sell }» и выберите продукт. Если план вы только дарите или он только входит в другой, всё хорошо.
here-doctor-product-gone-step = Нажмите «{ console-plans-sell }» и продавайте как «{ doctor-tariff }» другой продукт.
here-doctor-product-unapproved-step = Посмотрите продукт в кабинете Tribute и дождитесь одобрения или продавайте другой.
here-doctor-product-no-link-step = Опубликуйте продукт в кабинете Tribute или продавайте другой.
here-doctor-currencies-mixed-step = Если это не задумано, измените продукты в Tribute или продавайте другие.
here-doctor-stars-list-never-step = Нажмите «{ console-doctor-stars-look }» ниже: если список не читается, там будет сказано почему.
here-doctor-stars-list-late-step = Пока бот работает, он сверяет его каждый час. Нажмите «{ console-doctor-stars-look }» ниже: если список не читается, там будет сказано почему.
here-doctor-held-step = Там у каждого есть свои шаги.
here-doctor-waiting-step = Там у каждого есть свои шаги.
here-doctor-support-requests-step = Прочитайте их сообщения и ответьте.
here-doctor-undeliverable-step = Там сказано почему, и каждое можно отправить снова.
here-doctor-webhooks-lost-step = Почините сервис по адресу WEBHOOK_OUT_URL и отправьте их снова.
here-doctor-outbox-paused-step = Решите, отправлять ли то, что ждёт. Если в ADMIN_IDS никого нет, впишите себя и перезапустите бота.
here-doctor-backup-none-step = Заведите папку, лучше на другом диске, впишите её путь в BACKUP_DIR и перезапустите бота: он будет каждый день делать проверенную копию. А пока копию владельцы найдут ниже.
here-doctor-chat-added-gone-step = Добавьте бота в чат администратором или уберите чат у его плана.

## Сбои
here-incident-silence-step = Посмотрите продажи в кабинете Tribute. Если там есть такие, о которых бот не знает, нажмите кнопку проверки рядом с Webhook URL (Settings → API Keys) и запустите здесь «{ console-doctor-examine }».
here-incident-outbox-step = Обычно это сбой в Telegram, и они уйдут автоматически. Если не проходит, причину покажет «{ console-doctor-examine }».
here-incident-stars-step = Оплаты, о которых Telegram сообщает, принимаются как обычно. Бот попробует снова сам и ничего не пропустит; «{ console-doctor-stars-look }» ниже пробует сразу.
here-incident-backup-step = Посмотрите, есть ли папка из BACKUP_DIR, можно ли в неё писать и хватает ли места; поможет «{ console-doctor-examine }». Бот пробует снова каждые четверть часа.
here-incident-clock-step = Поправьте часы на машине: timedatectl set-ntp true (или установите systemd-timesyncd). Контейнер и виртуальная машина берут время у своего хоста. Верны ли часы, покажет «{ console-doctor-examine }».

## Остальное
here-backup-failed =
    Копию сделать не удалось. { $reason }
    Ничего не изменилось. Причину поищет доктор.
here-claim-approved-held = Доступа по нему пока нет: { $reason }. Платёж ждёт вашего решения.
here-plan-chat-problem = ⚠️ { $problem ->
    [gone] Бота там больше нет. Следующий шаг подскажет доктор.
   *[rights] Боту там не хватает права. Следующий шаг подскажет доктор.
}
here-product-note-hidden = 🙈 Этот тариф скрыт: покупателям его не предлагают, пока вы не покажете его снова.
here-revoke-payments = 💳 Использованное до этого время и оплата остаются как есть. Вернуть деньги можно за каждую покупку отдельно.
here-tribute-error-bad-request = Tribute не понял этот запрос. Закройте это окно, посмотрите список продуктов ещё раз и выберите из него.
here-tribute-error-forbidden = Это принадлежит другому аккаунту Tribute, ключ бота этого не видит. Ваши продукты покажет «{ console-plans-sell }».
here-tribute-error-not-found = В Tribute такого продукта нет. Возможно, он удалён; какие есть, покажет «{ console-plans-sell }».
