### Возвраты: /refund, возвраты за неясную покупку, известия и ошибки.

## Известия
notice-refund =
    ↩️ Деньги за { $what } возвращены.

    { $access }
notice-admin-refund =
    ↩️ <b>Возврат:</b> { $what }
    { $who }
    { $number } · { $when }
    Доступ, который давала эта покупка, закрыт.
notice-admin-refund-without-access =
    ↩️ <b>Возврат:</b> { $what }
    { $who }
    { $number } · { $when }
    Доступа эта покупка не давала, закрывать было нечего.
notice-admin-refund-unmatched =
    ⏸ <b>Возврат ждёт вас:</b> { $what }
    { $who }
    Tribute не сказал ясно, к какой покупке он относится, поэтому доступ пока не закрыт.
notice-admin-refund-unknown =
    ❔ <b>Неизвестно, состоялся ли возврат:</b> { $what }
    { $who }
    { $number }
    Посмотрите, пожалуйста, в кабинете Tribute. Если возврат состоялся, вебхук Tribute закроет этот вопрос автоматически.
notice-admin-refund-overruled =
    ✅ <b>За эту покупку деньги всё-таки не возвращали:</b> { $what }
    { $who }
    { $number } · { $when }
    Админ отнёс к ней возврат, но по номерам Tribute видно, что он за другую. Поэтому эта покупка снова в силе.
notice-admin-refund-overruled-instead =
    ↩️ <b>Деньги вернули за другую:</b> { $what }
    { $who }
    { $number } · { $when }
notice-admin-refund-overruled-waits = ⏸ За какую покупку их вернули, пока неизвестно, поэтому возврат снова в /attention.
button-refund-stands-again = Покупка снова в силе
button-refund-refunded-instead = Покупка с возвратом

## /refund
refund-ask = ↩️ <b>За какую покупку вернуть деньги?</b>
    Нажмите на неё или пришлите номер: <code>/refund 78901</code>
refund-none =
    Возвращать пока нечего.

    Все покупки: /purchases
refund-number-unreadable =
    Номер покупки состоит из цифр, вот так: <code>/refund 78901</code>

    Последние оплаты: /refund · все: /purchases
refund-confirm = ↩️ <b>Вернуть эти деньги?</b>
refund-only-stars = ⭐ Отсюда можно вернуть только оплату звёздами Telegram. Если платили картой или иначе, напишите, пожалуйста, в поддержку Tribute.
refund-calling = ⏳ <b>Запрос ушёл в Tribute…</b>
refund-cancelled = Хорошо, деньги не возвращены.
refund-done = ✅ <b>Возвращено.</b> Tribute вернул деньги, доступ по этой покупке закрыт.
refund-done-without-access = ✅ <b>Возвращено.</b> Tribute вернул деньги. Доступа эта покупка не давала, закрывать было нечего.
refund-already = ↩️ <b>Деньги за эту покупку возвращены { $when }.</b> Сейчас в Tribute ничего не отправлено.
refund-in-progress = ⏳ <b>Возврат за эту покупку уже идёт.</b> Второй раз ничего не отправлено.
refund-unknown = ❔ <b>Неясно, вернулись ли деньги за эту покупку.</b> Запрос в Tribute ушёл { $when }.
refund-without-number =
    <b>Отсюда вернуть эти деньги нельзя:</b> Tribute не дал номера покупки.

    Верните их, пожалуйста, в кабинете Tribute или через поддержку Tribute. Когда Tribute сообщит об этом, доступ закроется автоматически.
refund-only-support =
    <b>Этот платёж нельзя вернуть отсюда:</b> так Tribute возвращает только платежи звёздами Telegram, и каждый лишь один раз.

    Напишите в поддержку Tribute. Когда Tribute сообщит о возврате, доступ закроется автоматически.
refund-rejected = ❌ <b>Не возвращено.</b>
refund-confirm-happened =
    <b>В кабинете Tribute видно, что деньги вернулись?</b>
    Доступ закроется, покупатель об этом узнает.
refund-confirm-not-happened =
    <b>В кабинете Tribute видно, что деньги не вернулись?</b>
    Доступ останется как есть, и возврат можно будет попробовать снова.
refund-not-happened = 👌 <b>Записано: деньги не возвращены.</b> Доступ остаётся как есть.
label-refund = { $id } · { $what }
label-refund-whose = { $who } · { $what }
button-refund-ask = Вернуть деньги…
button-refund-confirm = Да, вернуть
button-refund-confirm-paid = Да, вернуть { $paid }
button-refund-again = Попробовать возврат снова…
button-refund-happened = Деньги вернулись
button-refund-not-happened = Деньги не вернулись
button-refund-look-again = Посмотреть ещё раз

## Причина возврата, какой её назвал Tribute
refund-reason-telegram = покупатель вернул звёзды через Telegram
refund-reason-api = деньги вернул владелец
refund-reason-unknown = Tribute её не назвал
refund-reason-other = { $reason }

## Возвраты, о которых неясно, за что они
refund-unmatched-title = ↩️ <b>За какую покупку вернули деньги?</b>
refund-unmatched-at = Возврат { $when }
refund-unmatched-choose = Tribute не сказал этого ясно. Возможно, за одну из этих:
refund-unmatched-no-candidates = Подходящей покупки бот не знает. Если она придёт позже, всё закроется автоматически; если нет, посмотрите в кабинете Tribute и отклоните.
refund-unmatched-candidate = <b>{ $number }.</b> { $what }
refund-match-confirm =
    <b>Деньги вернули именно за эту покупку?</b>
    Доступ по ней закроется, покупатель об этом узнает.
refund-match-done = ✅ <b>Записано: деньги за эту покупку вернули.</b> Доступ по ней закрыт.
label-refund-unmatched = ↩️? { $what }
label-refund-candidate = { $number } · { $what }

## Когда до Tribute не достучаться или он отказал. «unknown» ничего не утверждает: деньги могли вернуться, а могли и нет.
refund-error-bad-request = Tribute не принял этот возврат, доступ не изменился. Так можно вернуть только оплату звёздами Telegram; если платили картой или иначе, напишите, пожалуйста, в поддержку Tribute. Если деньги могли вернуть раньше, это видно в кабинете Tribute.
refund-error-unauthorized = Tribute не принимает API-ключ бота: ничего не возвращено, доступ не изменился. Сверьте TRIBUTE_API_KEY с ключом в кабинете Tribute (⋮ → «Настройки» → «API-ключи»), перезапустите бота и попробуйте снова.
refund-error-forbidden = Ничего не возвращено, доступ не изменился: этот продукт принадлежит другому аккаунту Tribute. Вернуть деньги можно только с API-ключом этого аккаунта.
refund-error-not-found = Ничего не возвращено, доступ не изменился: Tribute не знает такой покупки или её покупателя. Найдите её, пожалуйста, в кабинете Tribute.
refund-error-refused = Tribute отказал в этом возврате, доступ не изменился. Посмотрите покупку в кабинете Tribute или попробуйте позже.
refund-error-unreachable = До Tribute не достучаться. Запрос не ушёл, ничего не возвращено; попробуйте ещё раз через минуту.
refund-error-unknown = Пока неизвестно, прошёл ли возврат: ясного ответа от Tribute не было. Пожалуйста, не отправляйте его снова, а посмотрите покупку в кабинете Tribute. Если деньги вернулись, вебхук Tribute закроет этот вопрос автоматически; до тех пор доступ остаётся как был.
