"""What Tributary is compared with: the same webhook, taken in the way others take it."""
