### Собственные подписки Tribute: что о них читают покупатели и админы.

recurring-number = подписка { $id }
recurring-unnamed = подписка без названия
recurring-by-number = номер { $id }

## Покупателям
notice-recurring-started =
    { $kind ->
        [gift] 🎁 <b>Вам подарок:</b> подписка { $what }.
        [trial] 🌱 <b>Добро пожаловать!</b> Начался ваш пробный период: { $what }.
       *[regular] ✅ <b>Спасибо!</b> Ваша оплата за подписку дошла: { $what }.
    }

    { $access }
notice-recurring-renewed =
    { $kind ->
        [gift] 🎁 Ваш подарок продолжается: подписка { $what }.
       *[regular] 🔁 <b>Спасибо!</b> Подписка продлена, ваша оплата дошла: { $what }.
    }

    { $access }
notice-recurring-cancelled =
    Ваша подписка больше не продлится: { $what }. Оплаченное остаётся вашим.

    { $access }
notice-recurring-cancelled-period =
    Подписка { $what } продолжается. Не продлится только период, оплаченный до { $until }.

    { $access }
notice-recurring-cancelled-over =
    👋 Ваша подписка не продлилась: { $what }. { $access }

    Спасибо, что были здесь. Вернуться можно в любой момент.
notice-recurring-cancelled-over-fact = 👋 Ваша подписка не продлилась: { $what }. { $access }
notice-recurring-cancelled-revoked =
    Ваша подписка больше не будет продлеваться: { $what }. { $access }

    Вопросы? /paysupport

## Админам
notice-admin-recurring-new =
    { $kind ->
        [gift] 🎁 <b>Подписка в подарок:</b> { $what }
        [trial] 🌱 <b>Начался пробный период:</b> { $what }
       *[regular] 💰 <b>Новая подписка:</b> { $what }
    }
    { $who }
    До { $until }
notice-admin-recurring-cancelled =
    🏁 <b>Подписка отменена:</b> { $what }
    { $who }
    Оплачено до { $until }; продления не будет.
notice-admin-recurring-cancelled-why =
    🏁 <b>Подписка отменена:</b> { $what }
    { $who }
    Оплачено до { $until }; продления не будет. Причина от Tribute: { $why }
notice-admin-recurring-goes-on = Эта же подписка продолжается с другим периодом.
notice-admin-recurring-unclear =
    🏁 <b>Отмена подписки, которую бот не смог отнести:</b> { $what }
    { $who }
    Tribute сообщает, что подписка не продлится, но неясно, какая, чья или до какого дня она оплачена. Доступ ни у кого не изменился и в любом случае закончится вместе с оплаченным временем. Кто отменил, видно в панели Tribute.
notice-admin-recurring-unbound =
    🔁 <b>В Tribute подписываются на что-то ваше:</b> { $name } (<code>{ $id }</code>)
    Даёт ли это доступ здесь? Пока вы не решили, доступа по этой подписке нет ни у кого. Ничего при этом не теряется, и больше бот не спросит: она есть и в /attention, и в /tariffs.

## /status
recurring-status-title = <b>Ваша подписка в Tribute</b>
recurring-status-renews =
    🔁 { $what }
    продлится автоматически { $when }
recurring-status-trial =
    🌱 { $what }
    пробный период до { $when }, потом продлится автоматически
recurring-status-gift =
    🎁 { $what }
    подарок, до { $when }
recurring-status-cancelled =
    ✖️ { $what }
    не продлится, оплачено до { $when }
recurring-status-undecided =
    ⏸ Ваша оплата за { $what } в Tribute дошла. Доступа по ней пока нет: владелец ещё решает, даёт ли она доступ.
    Если ждать долго: /paysupport
recurring-status-ended =
    ✖️ { $what }
    закончилась { $when }

## Список, из /tariffs
button-recurring = 🔁 Подписки
label-recurring = 🔁 { $name }
recurring-list-title = 🔁 <b>Собственные подписки Tribute</b>
recurring-list-about = Tribute продлевает их автоматически. Те, что вы засчитали как доступ, открывают и этого бота — до дня, который назовёт Tribute.
recurring-list-none = Пока нет ни одной. Подписка появится здесь, когда Tribute сообщит о подписчике; если вы уже знаете её номер, введите его.
recurring-list-line = { $state ->
    [bound] ✓ { $name } — { $people ->
        [one] доступ по ней у { $people } человека
        [few] доступ по ней у { $people } человек
       *[many] доступ по ней у { $people } человек
    }
    [foreign] ✖️ { $name } — доступа не даёт
   *[unbound] ❔ { $name } — ещё не решено
}

## Одна из них
recurring-card-title = 🔁 <b>{ $name }</b> (<code>{ $id }</code>)
recurring-card-channel = Канал: { $channel }
recurring-card-people = { $people ->
    [0] Подписчиков у неё сейчас нет, насколько сообщил Tribute.
    [one] Сейчас у неё { $people } подписчик.
    [few] Сейчас у неё { $people } подписчика.
   *[many] Сейчас у неё { $people } подписчиков.
}
recurring-card-bound = ✅ Засчитывается как доступ: у подписчика он есть до дня, который назовёт Tribute.
recurring-card-opens = Открывает <b>{ $plan }</b>.
recurring-card-foreign = ✖️ Доступа здесь не даёт. Платежи по ней всё равно записываются.
recurring-card-unbound = ❔ Вы ещё не решили, даёт ли она доступ. Платежи по ней ждут.
recurring-bind-effect = Если засчитать, её подписчики сразу получат доступ и сообщение об этом.
recurring-unbind-effect = Если больше не засчитывать, доступ, который она уже дала, останется до конца оплаченного.
button-recurring-bind = Да, она даёт доступ
button-recurring-foreign = Нет, она для другого
button-recurring-unbind = Больше не засчитывать
button-recurring-number = Ввести номер…
button-recurring-list = ‹ Все подписки
recurring-ask-which = Какой план открывает <b>{ $name }</b>?
recurring-ask-where = Какой план будет открывать <b>{ $name }</b>? Оплаченное раньше останется за прежним планом.
button-recurring-move = Другой план…
recurring-ask-number =
    Какая подписка? Введите её номер, как в вебхуках Tribute (<code>subscription_id</code>).

    Передумали? /cancel
recurring-number-unreadable = Не получается прочитать это как номер. Он выглядит так: <code>1644</code>.
toast-recurring-bound = { $count ->
    [0] Теперь она засчитывается как доступ.
    [one] Засчитана: доступ теперь есть у { $count } человека.
    [few] Засчитана: доступ теперь есть у { $count } человек.
   *[many] Засчитана: доступ теперь есть у { $count } человек.
}
toast-recurring-unbound = Больше она доступа не даёт.
