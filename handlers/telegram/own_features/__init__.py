"""An owner's own features: files of FEATURES_DIR, each with a `router()` (docs/features.md)."""
