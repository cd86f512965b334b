"""The programs that Tributary is compared with: each takes in the same webhook in another way."""
