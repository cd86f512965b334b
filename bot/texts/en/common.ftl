### Words that every capability shares: lengths of time, buttons, short answers.

## Lengths of time
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
duration-moment = less than a minute
duration-both = { $first } and { $second }

## Choosing a duration
duration-ask =
    <b>For how long?</b> For example: <code>10 days</code>, <code>6 months</code>, <code>lifetime</code>

    Never mind? /cancel
label-duration = { $duration }
button-duration-type = Other…
button-duration-another = Another duration

## While Tribute is slow
asking-tribute = ⏳ Asking Tribute. This can take half a minute…
toast-asking-tribute = Asking Tribute. This can take half a minute…

## Short answers
question-closed = All right, that question is closed. Nothing has changed.
toast-changed = This has changed in the meantime. Here is how it stands now.
toast-quicker = Somebody was quicker. Here is how it stands now.
toast-nothing-changed = Nothing has changed.

## Buttons
button-yes = Yes
button-back = ‹ Back
button-home = ‹ Home
button-cancel = Cancel
button-try-again = Try again
button-show = Show
button-settle = Resolve
