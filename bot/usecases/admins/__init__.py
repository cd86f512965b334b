"""The people who run the shop in the chat: owners, and the admins whom they have added."""
