### Страница консоли со всем, что ждёт админа.

## Ответы
console-attention-at = { $when }
console-attention-closed = Закрыто без ответа. Если человек напишет ещё раз, это снова появится здесь.
console-attention-dismissed = Отклонено. Доступ ни у кого не изменился.
console-attention-more = Здесь первые { $shown }. Остальные появятся, как только эти будут решены.
console-attention-no-person = Это не похоже на Telegram id. Проверьте его ещё раз.
console-attention-reason-unreadable = Опишите причину коротко: не больше 200 символов.

## Страница
console-attention-title = Ждёт вас
console-attention-short = Ждёт
console-attention-empty = Всё в порядке
console-attention-empty-text = Вас ничего не ждёт. Всё, что потребует вас, сразу появится здесь.
console-attention-none-of-it = Из этого больше ничего не ждёт
console-attention-back = Всё, что ждёт
console-attention-person = Человек
console-attention-purchase = Покупка
console-attention-body = Как оно пришло, дословно

## Шаги
console-attention-accept = Принять как показано…
console-attention-bind = Указать, что он даёт…
console-attention-grant = Дать доступ на…
console-attention-name-buyer = Назвать покупателя…
console-attention-dismiss = Отклонить…
console-attention-approve = Это его платёж…
console-attention-deny = Отклонить…
console-attention-send-again = Отправить снова
console-attention-answer = Ответить
console-attention-to-chat = Показать в чате
console-attention-close = Ответ не нужен
console-attention-match = Вернули этот…
console-attention-discard = Удалить…
console-attention-bind-recurring = Даёт доступ
console-attention-move-recurring = Другой план…
console-attention-unbind-recurring = Не даёт доступа
console-attention-choose = Сначала выберите платёж.
console-attention-go-on = Дальше

## Вопросы
console-attention-who-paid = Кто заплатил?
console-attention-who-paid-hint = Telegram id или @имя.
console-attention-new-person = Бот ещё не встречал никого с таким id. Проверьте его ещё раз.
console-attention-buyer-question = Этот человек заплатил?
console-attention-reason = Почему вы это отклоняете?
console-attention-reason-hint = Пара слов для истории. Доступ ни у кого не изменится.
console-attention-dismiss-yes = Отклонить
