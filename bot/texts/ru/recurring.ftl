### Собственные подписки Tribute: что о них читают покупатели и админы.

## Состояние доступа, пока Tribute продлевает его
access-renews = Доступ открыт до <b>{ $when }</b> (ещё { $left }). Потом Tribute продлит его сам.
access-renews-besides = Доступ открыт до <b>{ $when }</b> (ещё { $left }). Ваша подписка в Tribute продлится сама { $renews }; остальное ваше время начнётся после неё.
access-renewing-now = Доступ был оплачен до <b>{ $when }</b>, и Tribute как раз продлевает его.
their-access-renews = до <b>{ $when }</b> (ещё { $left }); Tribute продлевает его сам
their-access-renews-besides = до <b>{ $when }</b> (ещё { $left }); подписка в Tribute продлится сама { $renews }
their-access-renewing-now = оплачен до <b>{ $when }</b>; Tribute как раз продлевает его

## Обороты
recurring-number = подписка { $id }

## Покупателям
notice-recurring-started =
    { $kind ->
        [gift] 🎁 <b>Вам подарок:</b> подписка { $what }.
        [trial] 🌱 <b>Добро пожаловать!</b> Начался ваш пробный период: { $what }.
       *[regular] ✅ <b>Спасибо!</b> Мы получили оплату за подписку { $what }.
    }

    { $access }
notice-recurring-renewed =
    { $kind ->
        [gift] 🎁 Ваш подарок продолжается: подписка { $what }.
       *[regular] 🔁 <b>Спасибо!</b> Подписка продлена, мы получили оплату за { $what }.
    }

    { $access }
notice-recurring-cancelled =
    Ваша подписка больше не продлится: { $what }. Оплаченное остаётся вашим.

    { $access }
notice-recurring-cancelled-over =
    👋 Ваша подписка не продлилась: { $what }. { $access }

    Спасибо, что были с нами. Вернуться можно в любой момент.

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
notice-admin-recurring-unbound =
    🔁 <b>В Tribute подписываются на что-то ваше:</b> { $name } (<code>{ $id }</code>)
    Даёт ли это доступ здесь? Пока вы не решили, доступа по этой подписке нет ни у кого. Ничего при этом не теряется, и больше я не спрошу: она есть и в /attention, и в /tariffs.

## /status
recurring-title = <b>Ваша подписка в Tribute</b>
recurring-renews =
    🔁 { $what }
    продлится сама { $when }
recurring-trial =
    🌱 { $what }
    пробный период до { $when }, потом продлится сама
recurring-gift =
    🎁 { $what }
    подарок, до { $when }
recurring-cancelled =
    ✖️ { $what }
    не продлится, оплачено до { $when }
recurring-over =
    ✖️ { $what }
    закончилась { $when }

## /user
history-recurring = { $what ->
    [new] { $kind ->
        [gift] подписка в подарок: { $name }, до { $when }
        [trial] пробный период: { $name }, до { $when }
       *[regular] подписка в Tribute: { $name }, до { $when }
    }
    [renewed] подписка продлена: { $name }, до { $when }
   *[cancelled] подписка не продлится: { $name }, оплачено до { $when }
}

## /revoke
ending-renews = 🔁 Подписка в Tribute останется: после продления { $when } доступ откроется снова. Остановить её можно только в Tribute.

## /attention
attention-plans = 🔁 { $count ->
    [one] { $count } подписка Tribute: неясно, даёт ли она доступ
    [few] { $count } подписки Tribute: неясно, дают ли они доступ
   *[many] { $count } подписок Tribute: неясно, дают ли они доступ
}
label-plan = 🔁 { $name }

## /tariffs
button-plans = 🔁 Подписки
plans-title = 🔁 <b>Собственные подписки Tribute</b>
plans-about = Они продлеваются в Tribute сами. Те, что вы засчитали как доступ, открывают и этого бота — до дня, который назовёт Tribute.
plans-none = Пока я не знаю ни одной. Подписка появится здесь, когда Tribute расскажет о подписчике; если вы уже знаете её номер, введите его.
plan-line = { $state ->
    [bound] ✓ { $name } — { $people ->
        [one] доступ по ней у { $people } человека
        [few] доступ по ней у { $people } человек
       *[many] доступ по ней у { $people } человек
    }
    [foreign] ✖️ { $name } — доступа не даёт
   *[unbound] ❔ { $name } — ещё не решено
}
plan-title = 🔁 <b>{ $name }</b> (<code>{ $id }</code>)
plan-channel = Канал: { $channel }
plan-people = { $people ->
    [0] Сейчас она ни у кого не оплачена, насколько сказал Tribute.
    [one] Сейчас она оплачена у { $people } человека.
    [few] Сейчас она оплачена у { $people } человек.
   *[many] Сейчас она оплачена у { $people } человек.
}
plan-bound = ✅ Засчитывается как доступ: у подписчика он есть до дня, который назовёт Tribute.
plan-foreign = ✖️ Доступа здесь не даёт. Платежи по ней всё равно записываются.
plan-unbound = ❔ Вы ещё не сказали, даёт ли она доступ. Платежи по ней ждут.
plan-bind-effect = Если засчитать, те, у кого она сейчас оплачена, сразу получат доступ и сообщение об этом.
plan-unbind-effect = Если больше не засчитывать, доступ, который она уже дала, останется до конца оплаченного.
button-plan-bind = Да, она даёт доступ
button-plan-foreign = Нет, она для другого
button-plan-unbind = Больше не засчитывать
button-plan-number = Ввести номер…
button-plans-back = ‹ Все подписки
plan-which =
    Какая подписка? Введите её номер, как в вебхуках Tribute (<code>subscription_id</code>).

    Передумали? /cancel
plan-not-read = Не получается прочитать это как номер. Он выглядит так: <code>1644</code>.
toast-plan-bound = { $count ->
    [0] Теперь она засчитывается как доступ.
    [one] Засчитана: доступ теперь есть у { $count } человека.
    [few] Засчитана: доступ теперь есть у { $count } человек.
   *[many] Засчитана: доступ теперь есть у { $count } человек.
}
toast-plan-unbound = Больше она доступа не даёт.

## /stats
stats-recurring = • 🔁 { $name }: { NUMBER($count, useGrouping: 1) } × · { $paid }
stats-recurring-free = • 🔁 { $name }: { NUMBER($count, useGrouping: 1) } × · бесплатно
