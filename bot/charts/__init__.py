"""Pictures of numbers, drawn by another process so that this one stays small."""
