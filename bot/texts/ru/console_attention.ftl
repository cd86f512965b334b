### Страница консоли со всем, что ждёт администратора.

## Ответы
console-attention-at = { $when }
console-attention-closed = Закрыто без ответа. Если человек напишет ещё раз, вы это прочитаете.
console-attention-dismissed = Закрыто. Ничей доступ не изменился.
console-attention-no-duration = Выберите, на сколько: от одного дня до 100 лет.
console-attention-no-person = Это не похоже на Telegram id. Сверьте его ещё раз.
console-attention-reason-unreadable = Опишите причину коротко: не больше 200 символов.
