### Admins' rooms of products and tariffs.

## Choosing a duration
duration-choice = { $duration }
duration-other = Other…
