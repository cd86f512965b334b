### Слова, общие для всех: отрезки времени, кнопки, короткие ответы.

## Отрезки времени
duration-lifetime = навсегда
duration-years = { $count ->
    [one] { $count } год
    [few] { $count } года
   *[many] { $count } лет
}
duration-months = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[many] { $count } месяцев
}
duration-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
duration-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}
duration-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[many] { $count } минут
}
duration-moment = меньше минуты
duration-both = { $first } и { $second }

## Выбор срока
duration-ask =
    <b>На какой срок?</b> Например: <code>10 дней</code>, <code>6 месяцев</code>, <code>навсегда</code>

    Передумали? /cancel
label-duration = { $duration }
button-duration-type = Другой срок…
button-duration-another = Другой срок

## Пока Tribute не спешит
asking-tribute = ⏳ Запрос ушёл в Tribute. Ответ может занять полминуты…
toast-asking-tribute = Запрос ушёл в Tribute. Ответ может занять полминуты…

## Короткие ответы
question-closed = Хорошо, этот вопрос закрыт. Ничего не изменилось.
toast-changed = Пока вы смотрели, всё изменилось. Вот как обстоит сейчас.
toast-quicker = Кто-то успел раньше. Вот как обстоит сейчас.
toast-nothing-changed = Ничего не изменилось.

## Кнопки
button-yes = Да
button-back = ‹ Назад
button-home = ‹ На главную
button-cancel = Отмена
button-try-again = Попробовать ещё раз
button-show = Показать
button-settle = Разобрать
