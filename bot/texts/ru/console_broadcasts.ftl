### Консоль: рассылки — написать, запланировать, отправить и посмотреть итоги.

console-broadcasts-title = Рассылки
console-broadcasts-short = Рассылки

## Ответы сервера
console-broadcasts-reached = { $count ->
    [0] Никто не получит: в этой группе никого нет.
    [one] Получит { NUMBER($count, useGrouping: 1) } человек. Это займёт { $time }.
    [few] Получат { NUMBER($count, useGrouping: 1) } человека. Это займёт { $time }.
   *[many] Получат { NUMBER($count, useGrouping: 1) } человек. Это займёт { $time }.
}
console-broadcasts-no-words = Напишите хотя бы пару слов или выберите картинку.
console-broadcasts-no-audience = Такой группы больше нет. Выберите другую.
console-broadcasts-no-plan = Такого плана больше нет. Выберите другую страницу.
console-broadcasts-draft-gone = Это сообщение больше не ждёт: его отправили, убрали или заменили. Сейчас ничего не отправлено.
console-broadcasts-begun = Рассылка уже в пути. Дважды её никто не получит.
console-broadcasts-over = Рассылка уже закончена.
console-broadcasts-not-planned = Её тем временем отправили, перенесли или отменили. Посмотрите ещё раз.
console-broadcasts-passed = Это время уже прошло. Выберите другое.

## Список
console-broadcasts-new = Новая рассылка
console-broadcasts-draft-title = У вас есть неотправленное сообщение
console-broadcasts-draft-open = Посмотреть
console-broadcasts-running = В пути
console-broadcasts-planned = Запланированные
console-broadcasts-past = Отправленные
console-broadcasts-none = Рассылок пока не было.
console-broadcasts-none-step = Рассылку получат все или только те, у кого есть доступ. Первым её увидите вы.
console-broadcasts-no-text = Сообщение без текста
console-broadcasts-got-it = { $count ->
    [one] получил { NUMBER($count, useGrouping: "true") } человек
    [few] получили { NUMBER($count, useGrouping: "true") } человека
    [many] получили { NUMBER($count, useGrouping: "true") } человек
   *[other] получили { NUMBER($count, useGrouping: "true") } человека
}
console-broadcasts-progress = Отправлено { NUMBER($sent, useGrouping: "true") } из { NUMBER($total, useGrouping: "true") }
console-broadcasts-state-draft = не отправлена
console-broadcasts-state-planned = запланирована
console-broadcasts-state-missed = ждёт вас
console-broadcasts-state-dropped = убрана
console-broadcasts-state-sending = в пути
console-broadcasts-state-stopping = останавливается
console-broadcasts-state-stopped = остановлена
console-broadcasts-state-sent = отправлена

## Одна из них
console-broadcasts-one = Рассылка
console-broadcasts-all = Все рассылки
console-broadcasts-head-draft = Готова к отправке
console-broadcasts-head-planned = Уйдёт в своё время
console-broadcasts-head-dropped = Не уйдёт
console-broadcasts-head-sending = В пути
console-broadcasts-head-stopping = Останавливается
console-broadcasts-head-stopped = Остановлена
console-broadcasts-head-sent = Отправлена
console-broadcasts-seen-in-chat = Она уже в вашей переписке с ботом: такой её получат читатели.
console-broadcasts-whom = Кому
console-broadcasts-by = Автор
console-broadcasts-planned-for = Уйдёт
console-broadcasts-started-at = Начата
console-broadcasts-refused = Telegram больше не отправляет её картинку: { $reason }
console-broadcasts-send = { $count ->
    [one] Отправить: { NUMBER($count, useGrouping: "true") } человек
    [few] Отправить: { NUMBER($count, useGrouping: "true") } человека
    [many] Отправить: { NUMBER($count, useGrouping: "true") } человек
   *[other] Отправить: { NUMBER($count, useGrouping: "true") } человека
}
console-broadcasts-later = В другое время…
console-broadcasts-change = Изменить
console-broadcasts-drop = Убрать
console-broadcasts-another-time = Другое время…
console-broadcasts-send-now = Отправить сейчас…
console-broadcasts-cancel = Отменить
console-broadcasts-stop = Остановить
console-broadcasts-again = Написать похожую
console-broadcasts-sure-start-title = Отправить сейчас?
console-broadcasts-sure-start-text = Кому: { $whom }. Отправленное сообщение не вернуть.
console-broadcasts-sure-send-now-title = Отправить сейчас, не дожидаясь времени?
console-broadcasts-sure-send-now-text = Кому: { $whom }. Отправленное сообщение не вернуть.
console-broadcasts-sure-stop-title = Остановить рассылку?
console-broadcasts-sure-stop-text = Уже полученные сообщения останутся, больше никто не получит. Кому шла рассылка: { $whom }.
console-broadcasts-done-start = Рассылка в пути.
console-broadcasts-done-drop = Убрано. Ничего не отправлено.
console-broadcasts-done-stop = Остановлено. Больше никто не получит.
console-broadcasts-done-plan = Запланировано. Бот отправит её в это время, даже после перезапуска.
console-broadcasts-done-cancel = Отменено. Рассылка не уйдёт.
console-broadcasts-done-send-now = Рассылка в пути.

## Новая
console-broadcasts-new-title = Новая рассылка
console-broadcasts-words = Сообщение
console-broadcasts-counting = Идёт подсчёт…
console-broadcasts-picture = Картинка
console-broadcasts-picture-keep = Оставить картинку или видео, которые уже есть
console-broadcasts-picture-hidden = Скрыта, пока на неё не нажмут
console-broadcasts-picture-above = Текст над картинкой
console-broadcasts-button = Кнопка
console-broadcasts-button-none = Без кнопки
console-broadcasts-button-link = На ссылку
console-broadcasts-button-page = Страница: { $page }
console-broadcasts-check = Сначала отправить себе
console-broadcasts-check-hint = Сообщение придёт в вашу переписку с ботом: таким его получат читатели. Больше его пока никто не получит.
console-broadcasts-phone-empty = Здесь появится ваше сообщение, пока вы его пишете.

## Её время
console-broadcasts-when-title = Когда отправить?
console-broadcasts-when-zone = По часам вашего магазина ({ $zone }). Сейчас там { $now }.
console-broadcasts-when-day = День
console-broadcasts-when-time = Время
console-broadcasts-when-check = Проверить время
console-broadcasts-when-yes = Запланировать
console-broadcasts-readers = Кого это считает
console-broadcasts-readers-none = Здесь никого нет.
