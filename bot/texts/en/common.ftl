### Lengths of time, and the errors that any floor may raise.

duration-lifetime = for life
duration-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
duration-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
duration-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
duration-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
duration-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
duration-both = { $first } and { $second }
remaining-moment = less than a minute

error-unexpected = Something went wrong on our side. It has been written down; please try again in a minute.
error-storage = We cannot save anything right now. Nothing was changed; please try again in a minute.
