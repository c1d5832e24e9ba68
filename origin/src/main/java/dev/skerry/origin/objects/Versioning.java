package dev.skerry.origin.objects;

/** Whether a bucket keeps what is overwritten or deleted. */
public enum Versioning {
  /** It never did: each key has one version, with the id {@code null}. */
  NEVER,
  /** Each write makes a version with an id of its own. */
  ENABLED,
  /** It did: writes make versions with the id {@code null}, of which each key has one. */
  SUSPENDED
}
