### Отрезки времени и ошибки, которые могут случиться где угодно.

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
duration-both = { $first } и { $second }
remaining-moment = меньше минуты

error-unexpected = Что-то пошло не так на нашей стороне. Мы это записали; попробуйте ещё раз через минуту.
error-storage = Сейчас не получается ничего сохранить. Ничего не изменилось; попробуйте ещё раз через минуту.
